import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useId } from 'react'
import { elsewhere, useGoTo } from '@/api/memberships'
import type { Elsewhere as There } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { memberships as s } from '@/ui/strings/memberships'
import { TroubleNote } from '@/ui/Trouble'
import { Card } from './Card'
import styles from './ProjectsPage.module.css'
import { standingOf, stopped } from './standing'
import { WaitingForYou } from './WaitingForYou'

/** What is open to me, and waits for me, in my other organizations. A way there goes on in that organization. */
export function Elsewhere() {
  const query = useQuery(elsewhere())
  return (
    <Ready query={query}>
      {(rows) => (
        <>
          {rows.map((there) =>
            there.active ? (
              <Place key={there.organization_id} there={there} />
            ) : (
              <Ended key={there.organization_id} there={there} />
            ),
          )}
        </>
      )}
    </Ready>
  )
}

/** Where somebody ended my access: that they did, and the way to their reason and to the appeal. */
function Ended({ there }: { there: There }) {
  const going = useGoTo()
  return (
    <section className={styles.apart} aria-label={there.organization}>
      <h2 className={styles.placeName}>
        <bdi>{there.organization}</bdi>
      </h2>
      <p className={styles.why}>{s.ended}</p>
      <Button
        variant="default"
        mt="sm"
        loading={going.isPending}
        onClick={() => {
          going.mutate({ organization: there.organization_id })
        }}
      >
        {s.lookBackNamed(there.organization)}
      </Button>
      {going.error && <TroubleNote error={going.error} />}
    </section>
  )
}

function Place({ there }: { there: There }) {
  const title = useId()
  const going = useGoTo()
  const go = (to?: string) => {
    going.mutate({ organization: there.organization_id, to })
  }
  // The links of a card lead to addresses that only that organization has.
  const through = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const to = link?.getAttribute('href')
    if (!to?.startsWith('/')) return
    event.preventDefault()
    event.stopPropagation()
    go(to)
  }
  const rows = there.projects
    .map((row) => ({ row, standing: standingOf(row) }))
    .filter(({ standing }) => standing === 'open')
  return (
    <section className={styles.apart} aria-labelledby={title} onClickCapture={through}>
      <div className={styles.place}>
        <h2 id={title} className={styles.placeName}>
          <bdi>{there.organization}</bdi>
        </h2>
        {there.unread > 0 && (
          <a href="/inbox" className={styles.way}>
            {s.unread(there.unread)}
          </a>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          loading={going.isPending}
          onClick={() => {
            go()
          }}
        >
          {s.goTo(there.organization)}
        </Button>
      </div>
      {going.error && <TroubleNote error={going.error} />}
      {there.met && <p className={styles.met}>{`${s.met[there.met]} ${s.metThere(there.organization)}`}</p>}
      <WaitingForYou rows={there.projects} />
      {rows.length > 0 ? (
        <ul className={styles.grid}>
          {rows.map(({ row, standing }) => (
            <li key={row.id}>
              <Card row={row} standing={standing} ended={stopped(row, there.met)} there={there} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.why}>{s.nothing}</p>
      )}
      {there.more && (
        <p className={styles.why}>
          <a href="/" className={styles.way}>
            {s.more(there.organization)}
          </a>
        </p>
      )}
    </section>
  )
}
