import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { applying, applyingQueries } from '@/api/applying'
import { newId } from '@/api/keeping/ids'
import type { Applicant, ApplicationsAsked } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count, day, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Page, Panel } from '@/ui/Page'
import { applying as words } from '@/ui/strings/applying'
import styles from './Applying.module.css'
import { PublicPagePanel } from './PublicPagePanel'

const s = words.lead
/** What waits for a decision, open ones and appeals, is one list. */
const STATES = ['waiting', 'declined', 'admitted', 'withdrawn'] as const

/** Who applied, for whoever leads, and the public page that they came by. */
export function ApplicantsPage() {
  const [state, setState] = useState<ApplicationsAsked>('waiting')
  const query = useInfiniteQuery(applyingQueries.applications(state))
  const which = (
    <NativeSelect
      aria-label={s.which}
      value={state}
      data={STATES.map((one) => ({ value: one, label: s.states[one] }))}
      onChange={(event) => {
        setState(event.currentTarget.value as ApplicationsAsked)
      }}
    />
  )
  return (
    <Page title={s.title} lead={s.note}>
      <Panel title={s.states[state]} actions={which}>
        <PagedList query={query} empty={<p className={styles.small}>{s.empty}</p>}>
          {(rows) => (
            <ul className={styles.rows}>
              {rows.map((row) => (
                <li key={row.person_id}>
                  <Row row={row} />
                </li>
              ))}
            </ul>
          )}
        </PagedList>
      </Panel>
      <PublicPagePanel />
    </Page>
  )
}

function result(row: Applicant): string {
  if (row.handed_in_on === null || row.score === null || row.low === null || row.high === null)
    return s.noResult
  const share = s.result(percent(row.score), percent(row.low), percent(row.high), count(row.tries))
  return `${row.passed ? s.passed : s.notPassed}: ${share}`
}

function Row({ row }: { row: Applicant }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key, setKey] = useState(newId)
  const done = async () => {
    // An application may be decided again: declined, then open by an appeal, then admitted.
    setKey(newId())
    notice({ text: s.decided(row.name) })
    void client.invalidateQueries({ queryKey: ['waiting'] })
    await client.invalidateQueries({ queryKey: ['applications'] })
  }
  const small = { size: 'xs' as const }
  return (
    <article aria-label={row.name}>
      <div className={styles.head}>
        <span>
          <bdi className={styles.strong}>{row.name}</bdi>{' '}
          <span className={styles.small}>
            <bdi>{row.email}</bdi> · {s.on(day(row.applied_on))}
          </span>
        </span>
        <span className={styles.small}>{result(row)}</span>
      </div>
      {row.decided_on && (
        <p className={styles.small}>
          {s.states[row.state]}:{' '}
          {s.by(row.by === null ? s.rule : `\u2068${row.by}\u2069`, day(row.decided_on))}
        </p>
      )}
      {row.reason && <blockquote className={styles.said}>{row.reason}</blockquote>}
      {row.appeal?.state === 'open' && (
        <>
          <p className={styles.strong}>
            {s.appeal}
            {row.appeal.due_on && <span className={styles.small}> {s.due(day(row.appeal.due_on))}</span>}
          </p>
          {row.appeal.argument && <blockquote className={styles.said}>{row.appeal.argument}</blockquote>}
        </>
      )}
      <div className={styles.deeds}>
        {row.appeal?.state === 'open' && row.state === 'declined' && (
          <>
            <Asking
              label={s.uphold}
              about={row.name}
              title={s.uphold}
              explains={s.upholdExplains}
              asksReason
              button={small}
              does={async (reason) => {
                await applying.decideAppeal(row.person_id, true, reason, key)
                await done()
              }}
            />
            <Asking
              label={s.turnDown}
              about={row.name}
              title={s.turnDown}
              explains={s.turnDownExplains}
              asksReason
              button={small}
              does={async (reason) => {
                await applying.decideAppeal(row.person_id, false, reason, key)
                await done()
              }}
            />
          </>
        )}
        {row.state !== 'admitted' && (
          <Asking
            label={s.admit}
            about={row.name}
            title={s.admitTitle(row.name)}
            explains={
              row.state === 'declined' ? s.admitDeclined(`\u2068${row.by ?? ''}\u2069`) : s.admitExplains
            }
            mayReason
            button={small}
            does={async (reason) => {
              await applying.decide(row.person_id, true, reason, row.state === 'declined', key)
              await done()
            }}
          />
        )}
        {row.state === 'open' && (
          <Asking
            label={s.decline}
            about={row.name}
            title={s.declineTitle(row.name)}
            explains={s.declineExplains}
            asksReason
            button={{ ...small, variant: 'subtle', color: 'gray' }}
            does={async (reason) => {
              await applying.decide(row.person_id, false, reason, false, key)
              await done()
            }}
          />
        )}
      </div>
    </article>
  )
}
