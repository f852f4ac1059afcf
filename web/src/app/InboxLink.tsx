import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { queries } from '@/api/queries'
import { inbox as s } from '@/ui/strings/inbox'
import styles from './Shell.module.css'

/** The way to the inbox, with the number of what is new in it. It asks when a page is opened; an idle one asks nothing. */
export function InboxLink({ onClick }: { onClick: () => void }) {
  const { data, isStale, refetch } = useQuery(queries.unread())
  const { pathname } = useLocation()
  useEffect(() => {
    if (isStale) void refetch()
    // Only another page is a reason to ask again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname])
  const unread = data?.unread ?? 0
  return (
    <Link to="/inbox" className={styles.link} onClick={onClick}>
      {s.title}
      {unread > 0 && (
        <span className={styles.count} role="img" aria-label={s.unread(unread)}>
          {s.badge(unread)}
        </span>
      )}
    </Link>
  )
}
