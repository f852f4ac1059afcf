import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { assessingQueries } from '@/api/assessing'
import { count, day, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import styles from './Assessments.module.css'

/** What was handed in. */
export function Results({ id }: { id: number }) {
  const query = useInfiniteQuery(assessingQueries.results(id))
  return (
    <Panel title={s.handedIn}>
      <PagedList query={query} empty={<p className={styles.small}>{s.handedInEmpty}</p>}>
        {(rows) => (
          <div className={styles.wide}>
            <table className={styles.table} aria-label={s.handedIn}>
              <thead>
                <tr>
                  <th scope="col">{s.person}</th>
                  <th scope="col">{s.day}</th>
                  <th scope="col" className={styles.number}>
                    {s.tryNumber}
                  </th>
                  <th scope="col" className={styles.number}>
                    {s.score}
                  </th>
                  <th scope="col">{s.result}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <Link to="/people/$personId" params={{ personId: String(row.person_id) }}>
                        <bdi>{row.name}</bdi>
                      </Link>
                    </td>
                    <td>{day(row.handed_in_on)}</td>
                    <td className={styles.number}>{count(row.number)}</td>
                    <td className={styles.number}>
                      {row.score === null || row.low === null || row.high === null
                        ? '–'
                        : `${percent(row.score)} (${percent(row.low)} – ${percent(row.high)})`}
                    </td>
                    <td>
                      {row.passed ? s.passed : s.notPassed}
                      {row.raised_on && <p className={styles.small}>{s.raised(day(row.raised_on))}</p>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
    </Panel>
  )
}
