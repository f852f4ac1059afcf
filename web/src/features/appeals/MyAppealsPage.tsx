import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { OwnAppeal } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Page, Panel } from '@/ui/Page'
import { Entries, Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { appeals } from '@/ui/strings/appeals'
import styles from './Appeals.module.css'

const s = appeals.mine

/** The second looks that I asked for, by when they are decided, and what came of them. */
export function MyAppealsPage() {
  const query = useInfiniteQuery(queries.myAppeals())
  return (
    <Page title={s.title} lead={s.lead}>
      <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) => (
          <Panel>
            <Entries rows={rows} keyOf={(row) => row.id}>
              {(row) => <Row row={row} />}
            </Entries>
          </Panel>
        )}
      </PagedList>
    </Page>
  )
}

function Row({ row }: { row: OwnAppeal }) {
  const client = useQueryClient()
  const notice = useNotice()
  const title = appeals.state[row.state]
  return (
    <article className={said.entry} aria-label={`${title}: ${row.excerpt}`}>
      <h2 className={styles.state} data-state={row.state}>
        {title}
      </h2>
      <p className={said.small}>
        <bdi>{row.project}</bdi> · {appeals.against[row.against]} ·{' '}
        <time dateTime={row.on}>{day(row.on)}</time>
      </p>
      <Excerpt text={row.excerpt} />
      <Words who={row.argument ? s.you : s.noArgument}>{row.argument}</Words>
      {row.state === 'open' && (
        <>
          <p className={styles.line}>{row.has_decider ? s.waits(day(row.due_on)) : s.nobody}</p>
          <Asking
            label={s.withdraw}
            about={row.excerpt}
            title={s.withdrawTitle}
            explains={s.withdrawExplains}
            button={{ size: 'xs', variant: 'default', className: styles.self }}
            does={async () => {
              await calls.withdrawAppeal(row.id)
              await client.invalidateQueries({ queryKey: queries.myAppeals().queryKey })
              notice({ text: s.withdrawn })
            }}
          />
        </>
      )}
      {row.decision && row.decided_on && (
        <>
          <Words who={s.decidedBy(row.by, day(row.decided_on))} counts>
            {row.decision}
          </Words>
          <p className={said.small}>{s.rule(row.rule)}</p>
        </>
      )}
    </article>
  )
}
