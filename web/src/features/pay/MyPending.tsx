import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { payingQueries } from '@/api/paying'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { pay as s } from '@/ui/strings/pay'
import styles from './Pay.module.css'
import { PayTable } from './PayTable'

/** My answers that are paid when they are accepted; nothing where none wait. */
export function MyPending() {
  const query = useInfiniteQuery(payingQueries.payPending())
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <PayTable title={s.pending} note={s.pendingNote} columns={[s.what]}>
          {rows.map((row) => (
            <tr key={row.annotation_id}>
              <td>
                {s.answer(row.item)}
                <div className={styles.small}>
                  <bdi>{row.project}</bdi>
                </div>
                <div className={styles.small}>
                  {!row.declined
                    ? row.archived
                      ? s.waitsArchived
                      : s.waits
                    : row.reason
                      ? s.declined(`\u2068${row.reason}\u2069`)
                      : s.declinedBare}
                </div>
                {row.declined && <Link to="/inbox">{s.appeal}</Link>}
              </td>
              <td className={styles.number}>{money(row.amount, row.currency)}</td>
            </tr>
          ))}
        </PayTable>
      )}
    </PagedList>
  )
}
