import { Badge, Button } from '@mantine/core'
import { IconEyeExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { useOwnRefresh } from '@/api/ownWork'
import type { Elsewhere, ProjectRow } from '@/api/types'
import { titleOfKind } from '@/kinds/registry'
import { arriving } from '@/ui/arriving'
import { LinkButton } from '@/ui/LinkButton'
import { count, decimal } from '@/ui/format'
import { languageName } from '@/ui/languageName'
import { Meter } from '@/ui/Meter'
import { money } from '@/ui/money'
import { settledSlices } from '@/ui/settled'
import { own } from '@/ui/strings/own'
import { TroubleNote } from '@/ui/Trouble'
import { projects as s } from '@/ui/strings/projects'
import { qualifications as q } from '@/ui/strings/qualifications'
import { work as w } from '@/ui/strings/work'
import { OwnWay } from './OwnWay'
import styles from './ProjectsPage.module.css'
import type { Standing } from './standing'

const Sample = arriving(() => import('./Sample'), 'Sample')

interface CardProps {
  row: ProjectRow
  standing: Standing
  /** Nothing is given to me there by my own word, which is said elsewhere on the page. */
  ended?: boolean
  /** The organization of mine that it is in; undefined: the one that I am in. */
  there?: Elsewhere
}

/** A project to choose: what for, what is asked, what is left, and what it takes. */
export function Card({ row, standing, ended = false, there }: CardProps) {
  const params = { projectId: String(row.id) }
  const [looks, setLooks] = useState(false)
  const whole = row.items - row.set_aside
  /** Who only answers is told how far the project is, and not how far it can be trusted. */
  const reviews = row.supported !== null
  const sure = reviews && row.met + row.most_reached + row.no_gain > 0
  const slices = reviews
    ? settledSlices(row, row.supported === true)
    : [{ name: s.active, value: row.settled, color: 'var(--gw-line-strong)' }]
  const kinds = [...new Set(row.kinds)].map(titleOfKind)
  const goesOn = row.my_live_claims > 0
  const left = row.left.more ? w.leftMore(row.left.items) : w.left(row.left.items)
  return (
    <article className={styles.card} data-quiet={standing !== 'open' || undefined}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <Link to="/projects/$projectId" params={params}>
            {row.name}
          </Link>
        </h2>
        {row.state !== 'active' ? (
          <Badge variant="light" color="gray" flex="none">
            {row.state === 'paused' ? s.paused : s.archived}
          </Badge>
        ) : (
          row.is_new &&
          standing === 'open' && (
            <Badge variant="light" flex="none">
              {w.isNew}
            </Badge>
          )
        )}
      </div>
      <p className={styles.purpose}>{row.purpose}</p>
      {row.deliverables && (
        <p className={styles.facts}>
          <b>{w.deliverables}</b> {row.deliverables}
        </p>
      )}
      <p className={styles.facts}>
        {s.role[row.my_role]} · {s.asks(kinds)} · {s.mine(row.my_annotations)}
      </p>
      <dl className={styles.terms}>
        {standing === 'open' && (row.left.items > 0 || row.left.more) && (
          <>
            <dt>{w.leftForMe}</dt>
            <dd>{left}</dd>
          </>
        )}
        {row.pay && (
          <>
            <dt>{w.pays}</dt>
            <dd>{payOf(row.pay)}</dd>
          </>
        )}
        {effortOf(row) && (
          <>
            <dt>{w.effort}</dt>
            <dd>{effortOf(row)}</dd>
          </>
        )}
        {row.languages.length > 0 && (
          <>
            <dt>{w.languages}</dt>
            <dd>{row.languages.map(languageName).join(', ')}</dd>
          </>
        )}
        {row.asks_for.length > 0 && (
          <>
            <dt>{q.card.asks}</dt>
            <dd>
              {row.asks_for.map((one) => (
                <div key={one.qualification_id}>
                  <bdi>{one.name}</bdi>: <bdi>{one.tier_name}</bdi>{' '}
                  <span className={styles.held}>({heldOf(one)})</span>
                </div>
              ))}
            </dd>
          </>
        )}
        {row.lead && (
          <>
            <dt>{w.lead}</dt>
            <dd>
              <bdi>{row.lead}</bdi>
            </dd>
          </>
        )}
      </dl>
      {row.warnings.length > 0 && (
        <p className={styles.warns}>
          <IconEyeExclamation size={18} aria-hidden />
          {w.mayShow(row.warnings.map((name) => w.warning[name]))}
        </p>
      )}
      {row.state !== 'active' && <p className={styles.why}>{w.why[row.state]}</p>}
      {standing === 'away' && <p className={styles.why}>{own.end.away.why}</p>}
      {standing !== 'open' && standing !== 'closed' && standing !== 'away' && (
        <p className={styles.why}>{w.why[standing]}</p>
      )}
      <div className={styles.foot}>
        <div className={styles.progress}>
          <Meter label={s.progressLabel(row.name)} whole={whole} slices={slices} />
          <p className={styles.numbers}>
            {row.items === 0 ? s.noItems : s.progress(count(row.settled), count(whole))}
            {sure && ` · ${s.meet(count(row.met), row.supported === true)}`}
          </p>
          <p className={styles.numbers}>
            <Link
              to="/projects/$projectId/how-decided"
              params={params}
              aria-label={`${s.howDecided}: ${row.name}`}
            >
              {s.howDecided}
            </Link>
          </p>
        </div>
        <div className={styles.deeds}>
          {standing === 'open' && <OwnWay row={row} there={there} />}
          {row.has_sample && standing === 'open' && (
            <Button
              variant="subtle"
              color="gray"
              aria-label={`${w.sample}: ${row.name}`}
              onClick={() => {
                setLooks(true)
              }}
            >
              {w.sample}
            </Button>
          )}
          {standing === 'open' && !ended ? (
            <LinkButton
              to="/projects/$projectId/desk"
              preload="render"
              params={params}
              variant={goesOn ? 'filled' : 'light'}
              aria-label={`${goesOn ? s.continue : s.start}: ${row.name}`}
            >
              {goesOn ? s.continue : s.start}
            </LinkButton>
          ) : standing === 'unqualified' ? (
            <LinkButton to="/me/qualifications" variant="light" aria-label={`${q.card.how}: ${row.name}`}>
              {q.card.how}
            </LinkButton>
          ) : standing === 'away' ? (
            <Return project={row.id} name={row.name} />
          ) : (
            <LinkButton
              to="/projects/$projectId"
              params={params}
              variant="default"
              aria-label={`${s.open}: ${row.name}`}
            >
              {s.open}
            </LinkButton>
          )}
        </div>
      </div>
      {looks && (
        <Sample
          project={row.id}
          name={row.name}
          organization={there?.organization_id}
          onClose={() => {
            setLooks(false)
          }}
        />
      )}
    </article>
  )
}

/** The way back to a project that I left. */
function Return({ project, name }: { project: number; name: string }) {
  const refresh = useOwnRefresh()
  const back = useMutation({ mutationFn: () => calls.returnToProject(project), onSuccess: refresh })
  return (
    <>
      <Button
        variant="default"
        aria-label={`${own.end.away.back}: ${name}`}
        loading={back.isPending}
        onClick={() => {
          back.mutate()
        }}
      >
        {own.end.away.back}
      </Button>
      {back.error && <TroubleNote error={back.error} />}
    </>
  )
}

/** About how long an item takes, by what people say of themselves, else by what the lead says. */
function effortOf({ effort }: ProjectRow): string | null {
  if (effort.median !== null && effort.p90 !== null)
    return w.effortReported(minutes(effort.median), minutes(effort.p90), effort.people)
  return effort.stated === null ? null : w.effortStated(minutes(effort.stated))
}

/** What it pays, and what an hour comes to where people have said how long an item takes. */
function payOf({ basis, currency, amount, hourly }: NonNullable<ProjectRow['pay']>): string {
  const says = w.paysFor[basis](money(amount, currency))
  return basis === 'hour' || hourly === null ? says : `${says}, ${w.hourly(money(hourly, currency))}`
}

function heldOf({ tier, held, held_name, waived }: ProjectRow['asks_for'][number]): string {
  if (held >= tier) return q.card.met
  if (waived) return q.card.waived
  return held > 0 ? q.card.held(held_name) : q.card.heldNone
}

const minutes = (value: number) => decimal(value, value < 10 ? 1 : 0)
