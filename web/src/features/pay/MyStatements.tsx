import { useInfiniteQuery } from '@tanstack/react-query'
import { payingQueries } from '@/api/paying'
import { monthOnly } from '@/ui/dates'
import { count, day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { pay as s } from '@/ui/strings/pay'
import styles from './Pay.module.css'
import { PayTable } from './PayTable'

/** What was closed for me, month by month; nothing where nothing was. */
export function MyStatements() {
  const query = useInfiniteQuery(payingQueries.myStatements())
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <PayTable title={s.mine} columns={[s.month]}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {monthOnly(row.month)}
                <div className={styles.small}>
                  {s.lines(count(row.lines), row.lines === 1)},{' '}
                  {s.closedBy(day(row.closed_on), `\u2068${row.by}\u2069`)}
                </div>
                {row.alone > 0 && (
                  <div className={styles.small}>{s.alone(count(row.alone), row.alone === 1)}</div>
                )}
              </td>
              <td className={styles.number}>{money(row.amount, row.currency)}</td>
            </tr>
          ))}
        </PayTable>
      )}
    </PagedList>
  )
}
