import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { ProjectQuery } from '@/api/types'
import { PagedList } from '@/ui/LoadMore'
import { work as w } from '@/ui/strings/work'
import { Card } from './Card'
import styles from './ProjectsPage.module.css'
import { standingOf } from './standing'

/** The projects that whoever leads them has paused: where I worked, what I did and began there is not gone. */
export function Paused({ wish }: { wish: ProjectQuery }) {
  const query = useInfiniteQuery(queries.projects({ ...wish, state: 'paused' }))
  if (!query.data || query.data.pages.every(({ rows }) => rows.length === 0)) return null
  return (
    <section className={styles.apart} aria-labelledby="paused">
      <h2 id="paused" className={styles.apartTitle}>
        {w.paused}
      </h2>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <ul className={styles.grid}>
            {rows.map((row) => (
              <li key={row.id}>
                <Card row={row} standing={standingOf(row)} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  )
}
