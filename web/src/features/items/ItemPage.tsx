import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { ItemDetail, Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import { drawsMarkdown, type Asked } from '@/kinds/registry'
import { Asking } from '@/ui/Asking'
import { count, day, percent } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel, useTitle } from '@/ui/Page'
import { drawnTexts } from '@/ui/parts/turns'
import { Parts } from '@/ui/Parts'
import { WrittenSwitch } from '@/ui/prose/Prose'
import { StateMark } from '@/ui/StateMark'
import { items as s } from '@/ui/strings/items'
import { stateShown } from '@/ui/settled'
import { settled } from '@/ui/strings/settled'
import { AsidePanel } from './Aside'
import { Agreed } from './Agreed'
import { EveryAnswer } from './EveryAnswer'
import { GoldPanel } from './GoldPanel'
import styles from './Items.module.css'
import { MakeCase } from './MakeCase'
import { Outdated } from './Outdated'
import { Story } from './Story'

/** One item with all that is known of it. */
export function ItemPage() {
  const { projectId, itemId } = useParams({ from: '/inside/shell/projects/$projectId/items/$itemId' })
  const project = useQuery(queries.project(Number(projectId)))
  const item = useQuery(queries.item(Number(itemId)))
  useTitle(s.item(itemId))
  return (
    <Ready query={project}>
      {(read) => (
        <Ready query={item}>
          {(detail) => (
            <Formed questions={read.questions}>
              {(form) => <Detail project={read} form={form} detail={detail} />}
            </Formed>
          )}
        </Ready>
      )}
    </Ready>
  )
}

interface DetailProps {
  project: Project
  form: Asked[]
  detail: ItemDetail
}

function Detail({ project, form, detail }: DetailProps) {
  const markdown = drawsMarkdown(form)
  const manages = project.my_role === 'manager'
  return (
    <>
      <div className={styles.facts}>
        <Link
          to="/projects/$projectId/items"
          params={{ projectId: String(project.id) }}
          className={styles.back}
        >
          {s.back}
        </Link>
        <strong>{detail.item.external_id ?? `#${String(detail.item.id)}`}</strong>
        <StateMark state={stateShown(detail)}>
          {s.state[detail.state]}
          {detail.how && `: ${settled.one[detail.how]}`}
        </StateMark>
        <span>{s.counts(count(detail.completed), count(detail.wanted), count(detail.live))}</span>
        {detail.stands_for > 0 && (
          <span>{s.standsFor(count(detail.stands_for), detail.stands_for === 1)}</span>
        )}
      </div>
      <div className={styles.page}>
        <div>
          <Panel>
            <WrittenSwitch texts={drawnTexts(detail.item.parts, markdown)} />
            <Parts parts={detail.item.parts} compact markdown={markdown} />
          </Panel>
          <EveryAnswer project={detail.item.project_id} form={form} detail={detail} />
          <Remarks form={form} detail={detail} />
        </div>
        <div>
          <Panel title={s.consensus}>
            {detail.consensus.length === 0 && <p className={styles.small}>{s.noConsensus}</p>}
            <div>
              {detail.consensus.map((made) => (
                <Agreed key={made.question} form={form} made={made} parts={detail.item.parts} />
              ))}
            </div>
            {detail.reviews[0] && detail.reviews[0].decision !== 'withdrawn' && (
              <MakeCase detail={detail} source="review" />
            )}
          </Panel>
          {detail.outdated && <Outdated project={project} detail={detail} outdated={detail.outdated} />}
          <Story detail={detail} />
          {detail.aside && <AsidePanel form={form} detail={detail} />}
          <GoldPanel key={detail.gold?.reason ?? 'none'} form={form} detail={detail} manages={manages} />
          {manages && <Fate detail={detail} />}
        </div>
      </div>
    </>
  )
}

/** Putting back, setting aside, settling: always with a reason. */
function Fate({ detail }: { detail: ItemDetail }) {
  const client = useQueryClient()
  const notice = useNotice()
  const change = (state: 'open' | 'settled' | 'set-aside') => async (reason: string) => {
    await calls.changeItem(detail.item.id, state, reason)
    await client.invalidateQueries({ queryKey: queries.item(detail.item.id).queryKey })
    void client.invalidateQueries({ queryKey: ['projects', detail.item.project_id] })
    // What is put back is not always open: it may have been settled before it was set aside.
    const now = await client.fetchQuery(queries.item(detail.item.id))
    notice({ text: s.nowIs(s.state[now.state]) })
  }
  return (
    <Panel title={s.actions}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {detail.state !== 'open' && (
          <Asking
            label={s.putBack}
            title={s.putBack}
            explains={detail.state === 'set-aside' ? s.putBackAsBefore : s.putBackExplains}
            asksReason
            does={change('open')}
          />
        )}
        {detail.state !== 'settled' && detail.state !== 'set-aside' && (
          <Asking
            label={s.settle}
            title={s.settle}
            explains={s.settleExplains}
            asksReason
            does={change('settled')}
          />
        )}
        {detail.state !== 'set-aside' && (
          <Asking
            label={s.setAside}
            title={s.setAside}
            explains={s.setAsideExplains}
            asksReason
            does={change('set-aside')}
          />
        )}
      </div>
    </Panel>
  )
}

/** What models and people said beside answering. */
function Remarks({ form, detail }: { form: Asked[]; detail: ItemDetail }) {
  return (
    <>
      {detail.predictions.length > 0 && (
        <Panel title={s.predictions}>
          <ul className={styles.given}>
            {detail.predictions.map((made) => (
              <li key={made.id}>
                <div className={styles.who}>
                  <strong>{made.model}</strong>
                  {made.score !== null && <span>{percent(made.score, 1)}</span>}
                </div>
                <p className={styles.line}>
                  {form
                    .flatMap(({ question, kind }) => {
                      const answer = kind?.readAnswer(question, made.answers[question.key]) ?? null
                      return kind && answer ? [kind.shown(question, answer)] : []
                    })
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {detail.skips.length > 0 && (
        <Panel title={s.skips}>
          <ul className={styles.given}>
            {detail.skips.map((skip, i) => (
              <li key={i}>
                <div className={styles.who}>
                  <strong>{skip.person}</strong>
                  <span>{day(skip.on)}</span>
                </div>
                <p className={styles.line}>{skip.reason}</p>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {detail.flags.length > 0 && (
        <Panel title={s.flags}>
          <ul className={styles.given}>
            {detail.flags.map((flag) => (
              <li key={flag.id}>
                <div className={styles.who}>
                  <strong>{flag.person}</strong>
                  <span>{flag.resolved_on ? s.resolved(day(flag.resolved_on)) : day(flag.on)}</span>
                </div>
                <p className={styles.line}>{flag.note}</p>
                {flag.resolution && <p className={styles.line}>→ {flag.resolution}</p>}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
