import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { isInSeveral, useMe } from '@/api/session'
import type { Against, InboxEntry } from '@/api/types'
import { arriving } from '@/ui/arriving'
import { count, day, moment } from '@/ui/format'
import { Appealing } from '@/ui/Appealing'
import { Asking } from '@/ui/Asking'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Page, Panel } from '@/ui/Page'
import { Entries, Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { appeals } from '@/ui/strings/appeals'
import { applying } from '@/ui/strings/applying'
import { dependence } from '@/ui/strings/dependence'
import { titleOf } from '@/ui/entries'
import { inbox as s } from '@/ui/strings/inbox'
import { pay } from '@/ui/strings/pay'
import { qualifications as q } from '@/ui/strings/qualifications'
import { restrictions as r } from '@/ui/strings/restrictions'
import styles from './Inbox.module.css'

const Elsewhere = arriving(() => import('./Elsewhere'), 'Elsewhere')

/** What came back to me: answers to my flags, reviews of what I answered, why known answers are right. */
export function InboxPage() {
  const query = useInfiniteQuery(queries.inbox())
  const client = useQueryClient()
  const several = isInSeveral(useMe())
  const newest = query.data?.pages[0]?.rows[0]
  useEffect(() => {
    if (!newest || newest.is_read) return
    // Shown is read; what is marked as new here stays so until the page is opened again.
    void calls.readInbox(newest.id).then(
      () => client.invalidateQueries({ queryKey: queries.unread().queryKey }),
      () => undefined,
    )
  }, [newest, client])
  return (
    <Page
      title={s.title}
      lead={s.lead}
      actions={
        <>
          <LinkButton to="/me/restrictions" variant="default">
            {r.title}
          </LinkButton>
          <LinkButton to="/me/appeals" variant="default">
            {s.appeals}
          </LinkButton>
        </>
      }
    >
      {several && <Elsewhere />}
      <PagedList query={query} empty={<Empty title={s.empty.title} why={s.empty.why} />}>
        {(rows) => (
          <Panel>
            <Entries rows={rows} keyOf={(entry) => entry.id}>
              {(entry) => <EntryView entry={entry} />}
            </Entries>
          </Panel>
        )}
      </PagedList>
    </Page>
  )
}

/** What a reveal says stands apart: it is about no item, so the desk never shows it. */
function headOf(entry: InboxEntry): string {
  if (entry.about === 'qualification') return qualified(entry)
  if (entry.about === 'restriction')
    return entry.upheld === null ? r.told.restricted : entry.upheld ? r.told.upheld : r.told.declined
  if (entry.about === 'hours') return declinedHours(entry)
  if (entry.about === 'key_appeal' || entry.about === 'application') return applied(entry)
  if (entry.about === 'revealed') return dependence.told.revealed
  if (entry.about !== 'reveal_appeal') return titleOf(entry)
  return entry.upheld ? dependence.told.upheld : dependence.told.declined
}

function declinedHours({ hours_minutes, hours_day }: InboxEntry): string {
  const minutes = hours_minutes ?? 0
  const time = pay.time(count(Math.floor(minutes / 60)), count(minutes % 60))
  return pay.hoursDeclined(pay.hoursOf(time, hours_day === null ? '' : day(hours_day)))
}

function qualified({ qualification, tier, how, upheld }: InboxEntry): string {
  const name = qualification ?? ''
  if (upheld !== null) return upheld ? q.told.upheld(name) : q.told.declined(name)
  return how === 'taken' || tier === null ? q.told.taken(name) : q.told.gained(name, tier)
}

function applied({ about, assessment, upheld, application }: InboxEntry): string {
  const told = applying.told
  if (about === 'key_appeal')
    return upheld ? told.key.upheld(assessment ?? '') : told.key.declined(assessment ?? '')
  return upheld === false ? told.appealDeclined : told[application ?? 'open']
}

function EntryView({ entry }: { entry: InboxEntry }) {
  const params = { projectId: String(entry.project_id) }
  return (
    <article className={said.entry} aria-label={headOf(entry)}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {!entry.is_read && <span className={styles.fresh}>{s.fresh}</span>}
          {headOf(entry)}
        </h2>
        <p className={said.small}>
          {entry.project !== '' && (
            <>
              <bdi>{entry.project}</bdi> ·{' '}
            </>
          )}
          <bdi>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
          </bdi>
        </p>
      </header>
      <Excerpt text={entry.excerpt} />
      {(entry.about === 'thread' || entry.about === 'proposal') && (
        <Words who={entry.i_asked ? s.you : entry.about === 'thread' ? s.somebody : s.proposal.by}>
          {entry.said}
        </Words>
      )}
      {entry.about !== 'thread' && entry.about !== 'proposal' && entry.said !== '' && (
        <Words who={s.you}>{entry.said}</Words>
      )}
      {entry.guideline_version !== null && entry.reason === '' && (
        <p className={said.small}>{s.guideline.version(entry.guideline_version)}</p>
      )}
      {entry.reason ? (
        <Words who={s.saidBy(entry.by)} counts>
          {entry.reason}
        </Words>
      ) : (
        entry.about !== 'thread' &&
        entry.about !== 'guideline' &&
        entry.about !== 'qualification' &&
        entry.about !== 'restriction' &&
        entry.about !== 'application' &&
        entry.about !== 'proposal' && (
          <p className={said.small}>
            {entry.about === 'thanks' ? s.thanks.by(s.saidBy(entry.by)) : s.noReason(s.saidBy(entry.by))}
          </p>
        )
      )}
      {entry.beside.length > 0 && <Beside entry={entry} />}
      {entry.not_compared && <p className={said.small}>{s.notCompared[entry.not_compared]}</p>}
      {entry.beside.length > 0 && entry.changed_since && <p className={said.small}>{s.changedSince}</p>}
      {!entry.holds && entry.about === 'review' && <p className={said.small}>{s.superseded}</p>}
      {entry.about === 'gold' && <p className={said.small}>{s.goldNote}</p>}
      {entry.about === 'application' && entry.application === 'admitted' && entry.by === null && (
        <p className={said.small}>{applying.told.rule}</p>
      )}
      {entry.upheld !== null && (entry.about === 'appeal' || entry.about === 'mended') && (
        <p className={said.small}>{appeals.mine.rule(entry.rule)}</p>
      )}
      {entry.about === 'revealed' && (
        <p className={said.small}>{entry.holds ? dependence.told.note : dependence.told.withdrawn}</p>
      )}
      {entry.about === 'reveal_appeal' && entry.upheld && (
        <p className={said.small}>{dependence.told.upheldNote}</p>
      )}
      {entry.about === 'mended' && <p className={said.small}>{s.mendedNote}</p>}
      <div className={styles.ways}>
        {entry.proposal_id !== null && (
          <Link
            to="/projects/$projectId/guideline"
            params={params}
            search={{ part: 'proposals', proposal: entry.proposal_id }}
            className={styles.link}
          >
            {s.proposal.open}
          </Link>
        )}
        {entry.guideline_version !== null && (
          <Link
            to="/projects/$projectId/guideline"
            params={params}
            search={{
              part: 'changes',
              version: entry.guideline_version,
              since: entry.guideline_since ?? undefined,
            }}
            className={styles.link}
          >
            {s.guideline.open}
          </Link>
        )}
        {entry.thread_id !== null && (
          <Link
            to="/projects/$projectId/guideline"
            params={params}
            search={{ thread: entry.thread_id }}
            className={styles.link}
          >
            {entry.about === 'thread' && entry.reason === '' ? s.answerThread : s.openThread}
          </Link>
        )}
        {entry.claim_id !== null && (
          <Link
            to="/projects/$projectId/desk"
            params={params}
            search={{ claim: entry.claim_id }}
            className={styles.link}
          >
            {s.open}
          </Link>
        )}
        {entry.appealed && entry.about === 'revealed' && (
          <span className={said.small}>{appeals.state[entry.appealed]}</span>
        )}
        {entry.reveal_id !== null && <AppealsReveal reveal={entry.reveal_id} />}
        {entry.appealed_reveal_id !== null && <WithdrawsAppeal reveal={entry.appealed_reveal_id} />}
        {entry.about === 'hours' && (
          <Link to="/me/pay" className={styles.link}>
            {pay.title}
          </Link>
        )}
        {entry.about === 'qualification' && (
          <Link to="/me/qualifications" className={styles.link}>
            {q.told.open}
          </Link>
        )}
        {entry.about === 'restriction' && (
          <Link to="/me/restrictions" className={styles.link}>
            {r.told.open}
          </Link>
        )}
        {entry.attempt_id !== null && (
          <Link
            to="/me/assessments/$attemptId"
            params={{ attemptId: String(entry.attempt_id) }}
            className={styles.link}
          >
            {applying.told.result}
          </Link>
        )}
        {entry.about === 'application' && (
          <Link to="/me/application" className={styles.link}>
            {applying.told.toApplication}
          </Link>
        )}
        {entry.appealed && (entry.about === 'review' || entry.about === 'gold') && (
          <Link to="/me/appeals" className={styles.link}>
            {appeals.state[entry.appealed]}
          </Link>
        )}
        {entry.may_appeal && <Appeals entry={entry} against={entry.may_appeal} />}
      </div>
    </article>
  )
}

function AppealsReveal({ reveal }: { reveal: number }) {
  const client = useQueryClient()
  return (
    <Appealing
      of={dependence.told.revealed}
      explains={dependence.told.appealExplains}
      does={async (argument) => {
        await calls.appealReveal(reveal, argument)
        await client.invalidateQueries({ queryKey: queries.inbox().queryKey })
      }}
    />
  )
}

function WithdrawsAppeal({ reveal }: { reveal: number }) {
  const client = useQueryClient()
  const notice = useNotice()
  const words = appeals.mine
  return (
    <Asking
      label={words.withdraw}
      about={dependence.told.revealed}
      title={words.withdrawTitle}
      explains={words.withdrawExplains}
      button={{ size: 'xs', variant: 'default' }}
      does={async () => {
        await calls.withdrawRevealAppeal(reveal)
        await client.invalidateQueries({ queryKey: queries.inbox().queryKey })
        notice({ text: words.withdrawn })
      }}
    />
  )
}

function Appeals({ entry, against }: { entry: InboxEntry; against: Against }) {
  const client = useQueryClient()
  return (
    <Appealing
      of={entry.excerpt}
      does={async (argument) => {
        if (entry.item_id !== null) await calls.appeal(entry.item_id, against, argument)
        await client.invalidateQueries({ queryKey: queries.inbox().queryKey })
      }}
    />
  )
}

function Beside({ entry }: { entry: InboxEntry }) {
  return (
    <dl className={styles.beside}>
      {entry.beside.map((row) => (
        <div key={row.question}>
          <dt>{row.title}</dt>
          <dd>
            <span className={styles.label}>{entry.changed_since ? s.mineThen : s.mine}</span>{' '}
            <bdi>{row.mine || s.none}</bdi>
          </dd>
          <dd>
            <span className={styles.label}>
              {entry.about === 'gold' ? s.known : entry.upheld === null ? s.decided : s.holds}
            </span>{' '}
            <bdi>{row.alike ? s.alike : row.right || s.none}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
