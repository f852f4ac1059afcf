import type { Project } from '@/api/types'
import { count, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Legend, Meter, type Slice } from '@/ui/Meter'
import { Empty, Panel } from '@/ui/Page'
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
  const slices: Slice[] = [
    { name: s.settled, value: p.settled, color: 'var(--gw-accent)' },
    { name: s.expert, value: p.expert, color: '#d08a2d' },
    { name: s.held, value: p.held, color: '#b5524c' },
    { name: s.open, value: Math.max(0, whole - p.settled - p.expert - p.held), color: 'var(--gw-line)' },
  ]
  return (
    <Panel>
      <div className={styles.progressHead}>
        <p className={styles.big}>{percent(whole > 0 ? p.settled / whole : 0)}</p>
        <p className={styles.bigWords}>{s.progressAlt(count(p.settled), count(whole))}</p>
      </div>
      <Meter label={s.progressAlt(count(p.settled), count(whole))} slices={slices} whole={whole} />
      <Legend slices={slices.filter((slice, i) => slice.value > 0 || i === 0)} shown={count} />
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
