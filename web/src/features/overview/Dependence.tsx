import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { DependenceRow, Project } from '@/api/types'
import { count, decimal, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { dependence as s } from '@/ui/strings/dependence'
import styles from './Dependence.module.css'

/** Whose answers depend on each other, by letters: what shows it, what it changes, and what it does not prove. */
export function Dependence({ project }: { project: Project }) {
  const query = useInfiniteQuery(queries.dependence(project.id))
  const none = query.data?.pages[0]?.rows.length === 0
  return (
    <Panel title={s.title} note={none ? undefined : s.note}>
      <PagedList query={query} empty={<p className={styles.small}>{s.none}</p>}>
        {(rows) => rows.map((row) => <Finding key={row.id} found={row} />)}
      </PagedList>
    </Panel>
  )
}

function Finding({ found }: { found: DependenceRow }) {
  const people = s.people(found.people)
  return (
    <section className={styles.finding} aria-label={s.label(found.title, people)}>
      <h3 className={styles.head}>{s.head(count(found.people.length), people)}</h3>
      <p className={styles.words}>
        {s.asked(found.title)}{' '}
        {s.counts(percent(found.share, 0), decimal(found.voices, 1), count(found.people.length))}
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={s.shows}>
        <table className={styles.table}>
          <caption className={styles.small}>{s.shows}</caption>
          <thead>
            <tr>
              <th scope="col">{s.item}</th>
              <th scope="col">{s.same}</th>
              <th scope="col">{s.others}</th>
            </tr>
          </thead>
          <tbody>
            {found.items.map((item) => (
              <tr key={item.item_id}>
                <td className={styles.excerpt}>
                  {/* No way to the item's page: there names stand beside answers. */}
                  {item.excerpt || `#${String(item.item_id)}`}
                </td>
                <td>
                  <strong>{item.said}</strong> <span className={styles.small}>{s.people(item.people)}</span>
                </td>
                <td>
                  {item.others.map((one) => s.votes(count(one.people), one.said)).join(', ') || s.nobody}
                  {item.known !== '' && <span className={styles.known}>{s.known(item.known)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.small}>{s.proves}</p>
    </section>
  )
}
