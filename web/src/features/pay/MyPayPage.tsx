import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { payingQueries } from '@/api/paying'
import { useMe } from '@/api/session'
import type { PayLine } from '@/api/types'
import { monthOnly } from '@/ui/dates'
import { count, day } from '@/ui/format'
import { PagedList, Ready } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { Empty, Page, Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { EnterHours } from './EnterHours'
import { MyHours } from './MyHours'
import { MyPending } from './MyPending'
import { MyStatements } from './MyStatements'
import styles from './Pay.module.css'
import { PayTable } from './PayTable'

/** What is owed to me, each line that it is the sum of, and what waits to become one. */
export function MyPayPage() {
  const me = useMe()
  const sums = useQuery(payingQueries.myPay())
  const lines = useInfiniteQuery(payingQueries.myPayLines())
  return (
    <Page title={s.title} lead={s.lead}>
      {me.role === 'owner' && (
        <p>
          <Link to="/pay">{s.organization}</Link>
        </p>
      )}
      <Ready query={sums}>
        {(rows) =>
          rows.length > 0 && (
            <Panel title={s.owed}>
              <dl className={styles.sums}>
                {rows.map((row) => (
                  <div key={row.currency}>
                    <dt>{row.currency}</dt>
                    <dd className={styles.sum}>{money(row.amount, row.currency)}</dd>
                    <dd className={styles.small}>{s.lines(count(row.postings), row.postings === 1)}</dd>
                  </div>
                ))}
              </dl>
            </Panel>
          )
        }
      </Ready>
      <MyPending />
      <MyStatements />
      <EnterHours />
      <MyHours />
      <PagedList query={lines} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) => (
          <PayTable title={s.table} columns={[s.when, s.what]}>
            {rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </PayTable>
        )}
      </PagedList>
    </Page>
  )
}

function Line({ row }: { row: PayLine }) {
  return (
    <tr>
      <td>
        <time dateTime={row.at}>{day(row.at)}</time>
      </td>
      <td>
        {whatFor(row)}
        <div className={styles.small}>
          <bdi>{row.kind === 'correction' ? row.reason : row.project}</bdi>
          {row.kind === 'hours' && row.by !== null && ` · ${s.confirmedBy(`\u2068${row.by}\u2069`)}`}
        </div>
        {row.on !== null && <div className={styles.small}>{s.on(monthOnly(row.on))}</div>}
      </td>
      <td className={styles.number}>{money(row.amount, row.currency)}</td>
    </tr>
  )
}

function whatFor(row: PayLine): string {
  switch (row.kind) {
    case 'answer':
      return row.item === null ? s.answerGone : s.answer(row.item)
    case 'accepted':
      return row.item === null ? s.answerGone : s.accepted(row.item)
    case 'hours':
      return s.hoursOf(timeOf(row.minutes ?? 0), day(row.day ?? row.at.slice(0, 10)))
    case 'assessment':
      return s.assessment
    case 'correction':
      return row.alone ? s.correctedAlone : s.correctedBy(`\u2068${row.by ?? ''}\u2069`)
    case 'statement':
      return s.statementOf(monthOnly(row.day ?? row.at))
  }
}

function timeOf(minutes: number): string {
  return s.time(count(Math.floor(minutes / 60)), count(minutes % 60))
}
