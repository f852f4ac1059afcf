import { IconHelpCircle, IconShieldCheck } from '@tabler/icons-react'
import type { Project } from '@/api/types'
import { count, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Legend, Meter, type Slice } from '@/ui/Meter'
import { Empty, Panel } from '@/ui/Page'
import { settledSlices } from '@/ui/settled'
import { overview as s } from '@/ui/strings/overview'
import styles from './OverviewPage.module.css'

interface ProgressProps {
  project: Project
  progress: NonNullable<Project['progress']>
}

export function Progress({ project, progress: p }: ProgressProps) {
  if (p.items === 0)
    return (
      <Panel>
        <Empty title={s.noItems} why={s.noItemsWhy}>
          {project.my_role === 'manager' && (
            <LinkButton to="/projects/$projectId/data" params={{ projectId: String(project.id) }}>
              {s.import}
            </LinkButton>
          )}
        </Empty>
      </Panel>
    )
  const whole = p.items - p.set_aside
  const share = (n: number) => percent(whole > 0 ? n / whole : 0)
  /** Whether any of its questions states a confidence, as far as items are settled. */
  const sure = p.met + p.most_reached + p.no_gain > 0
  const slices: Slice[] = [
    ...settledSlices(p, p.proof.supported),
    { name: s.expert, value: p.expert, color: '#8a5aa8' },
    { name: s.held, value: p.held, color: '#b5524c' },
    { name: s.open, value: Math.max(0, whole - p.settled - p.expert - p.held), color: 'var(--gw-line)' },
  ]
  return (
    <Panel>
      <div className={styles.progressHead}>
        {sure && (
          <p>
            <span className={styles.big}>{share(p.met)}</span>{' '}
            {s.meet(
              percent(p.proof.target, Number.isInteger(Math.round(p.proof.target * 1000) / 10) ? 0 : 1),
              p.proof.supported,
            )}
          </p>
        )}
        <p>
          <span className={sure ? styles.second : styles.big}>{share(p.settled)}</span>{' '}
          {s.areSettled(count(p.settled), count(whole))}
        </p>
      </div>
      <Meter label={s.progressAlt(count(p.settled), count(whole))} slices={slices} whole={whole} />
      <Legend slices={slices.filter((slice) => slice.value > 0)} shown={count} />
      {sure && (
        <p className={styles.proof} data-supported={p.proof.supported}>
          {p.proof.supported ? (
            <IconShieldCheck size={18} aria-hidden />
          ) : (
            <IconHelpCircle size={18} aria-hidden />
          )}
          <span lang="en" dir="ltr">
            {p.proof.says}
          </span>
        </p>
      )}
      <dl className={styles.facts}>
        <div>
          <dd>{count(p.annotations)}</dd>
          <dt>{s.answers}</dt>
        </div>
        <div title={s.savedHint}>
          <dd>{count(p.answers_saved)}</dd>
          <dt>{s.saved}</dt>
        </div>
        {p.set_aside > 0 && (
          <div>
            <dd>{count(p.set_aside)}</dd>
            <dt>{s.setAside}</dt>
          </div>
        )}
      </dl>
      {p.to_appraise > 0 && <p className={styles.small}>{s.appraising(count(p.to_appraise))}</p>}
    </Panel>
  )
}
