import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { calls } from '@/api/calls'
import { useOwnWork } from '@/api/ownWork'
import { queries } from '@/api/queries'
import { useNotice } from '@/ui/Notices'
import { OwnEnd } from '@/ui/OwnEnd'
import { own as s } from '@/ui/strings/own'
import styles from './ProjectsPage.module.css'
import { Stop } from './Stop'

/** My own day: an end that I set myself, else a quiet count. */
export function OwnToday() {
  const client = useQueryClient()
  const notice = useNotice()
  const { query, back } = useOwnWork()
  const mine = query.data
  const limits = mine?.limits
  useEffect(() => {
    if (!limits || limits.zone !== null) return
    // Whose clock it is nobody has said yet: this browser's.
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
    void calls.setLimits({ ...limits, zone }).then(
      (made) => {
        client.setQueryData(queries.limits().queryKey, made)
      },
      // It is said the next time; until then a day is one of UTC.
      () => undefined,
    )
  }, [client, limits])
  if (!mine) return null
  const reason = mine.met
  const worked = mine.answers_today + mine.reviews_today > 0
  const said = [
    ...(mine.limits.shows_count && worked ? [s.today(mine.answers_today, mine.reviews_today)] : []),
    ...(mine.lifted ? [s.lifted] : []),
  ]
  if (!reason && said.length === 0) return null
  return (
    <section className={styles.own} aria-label={s.title}>
      {reason ? (
        <OwnEnd
          key={reason}
          reason={reason}
          mine={mine}
          does={async (load) => {
            await back(reason, load)
            if (reason === 'own-pause') notice({ text: s.welcome, brief: true })
          }}
        />
      ) : (
        <p className={styles.ownCount}>{said.join(' · ')}</p>
      )}
    </section>
  )
}

/** The way to stop, while no end is on. */
export function OwnStop() {
  const { query } = useOwnWork()
  const mine = query.data
  return mine && !mine.met ? <Stop held={mine.held_items} /> : null
}
