import { useInfiniteQuery } from '@tanstack/react-query'
import { payingQueries } from '@/api/paying'
import { dateOnly, monthOnly } from '@/ui/dates'
import { count } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import styles from './Pay.module.css'

/** What was closed for me, month by month; nothing where nothing was. */
export function MyStatements() {
  const query = useInfiniteQuery(payingQueries.myStatements())
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <Panel title={s.mine}>
          <div className={styles.wide}>
            <table className={styles.table} aria-label={s.mine}>
              <thead>
                <tr>
                  <th scope="col">{s.month}</th>
                  <th scope="col" className={styles.number}>
                    {s.amount}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      {monthOnly(row.month)}
                      <div className={styles.small}>
                        {s.lines(count(row.lines))},{' '}
                        {s.closedBy(dateOnly(row.closed_on), `\u2068${row.by}\u2069`)}
                      </div>
                    </td>
                    <td className={styles.number}>{money(row.amount, row.currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
    </PagedList>
  )
}
