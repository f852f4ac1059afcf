import { Progress } from '@mantine/core'
import type { RedundancyCheck } from '@/api/types'
import { count } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { redundancy as s } from '@/ui/strings/redundancy'
import styles from './Redundancy.module.css'

/** How far a check is. */
export function Running({ check }: { check: RedundancyCheck }) {
  const total = check.stage_total
  const name = s.stages[check.stage] ?? check.stage
  return (
    <Panel title={s.running}>
      <Progress
        value={total ? Math.min(100, (100 * check.stage_done) / total) : 100}
        striped={!total}
        animated={!total}
        size="sm"
        aria-label={s.running}
      />
      <p className={styles.small} role="status">
        {check.state === 'waiting' || check.stage === ''
          ? s.waiting
          : total
            ? s.stageOf(name, count(Math.min(check.stage_done, total)), count(total))
            : name}{' '}
        {s.runningNote}
      </p>
    </Panel>
  )
}
