import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { paying, payingQueries } from '@/api/paying'
import type { PayHours } from '@/api/types'
import { count, day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Pay.module.css'

/** The hours that I entered, and what was said to them; nothing where there are none. */
export function MyHours() {
  const client = useQueryClient()
  const query = useInfiniteQuery(payingQueries.myHours())
  const withdraw = useMutation({
    mutationFn: paying.withdrawHours,
    onSuccess: () => client.invalidateQueries({ queryKey: payingQueries.myHours().queryKey }),
  })
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <Panel title={s.hours} note={s.hoursNote}>
          {withdraw.error && <TroubleNote error={withdraw.error} />}
          <div className={styles.wide}>
            <table className={styles.table} aria-label={s.hours}>
              <thead>
                <tr>
                  <th scope="col">{s.what}</th>
                  <th scope="col" className={styles.number}>
                    {s.amount}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const what = s.hoursOf(
                    s.time(count(Math.floor(row.minutes / 60)), count(row.minutes % 60)),
                    day(row.day),
                  )
                  return (
                    <tr key={row.id}>
                      <td>
                        {what}
                        <div className={styles.small}>
                          <bdi>{row.project}</bdi>
                        </div>
                        <div className={styles.small}>{stateOf(row)}</div>
                        {row.reason && (
                          <div className={styles.small}>
                            <bdi>{row.reason}</bdi>
                          </div>
                        )}
                        {row.state === 'entered' && (
                          <Button
                            size="xs"
                            variant="default"
                            mt="xs"
                            aria-label={s.withdrawNamed(what)}
                            onClick={() => {
                              withdraw.mutate(row.id)
                            }}
                          >
                            {s.withdraw}
                          </Button>
                        )}
                      </td>
                      <td className={styles.number}>{money(row.amount, row.currency)}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
    </PagedList>
  )
}

function stateOf(row: PayHours): string {
  const state = s.hoursStates[row.state]
  return row.by === null ? state : s.saidBy(state, `\u2068${row.by}\u2069`)
}
