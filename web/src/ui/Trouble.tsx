import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Missing } from './chunk'
import { general as s } from './strings/general'
import styles from './Trouble.module.css'

/** An error in the order in which people ask: what happened, what was kept, what to do next. */
export interface Trouble {
  what: string
  kept: string
  next: string
  faults: { where: string; what: string }[]
}

interface ProblemLike {
  title: string
  detail?: string
  kept?: string
  next_step?: string
  faults?: { where: string; what: string }[]
}

/** Reads any error. Refusals carry the server's own words. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'problem' in error) {
    const problem = error.problem as ProblemLike
    const kept = problem.kept ?? ''
    const next = problem.next_step ?? ''
    const what = kept || next ? problem.title : problem.detail || problem.title
    return { what, kept, next, faults: problem.faults ?? [] }
  }
  if (error instanceof Missing) return { ...s.missing[error.why], faults: [] }
  if (error instanceof Error && error.name === 'Unreachable') return { ...s.unreachable, faults: [] }
  return { ...s.unexpected, faults: [] }
}

const reload = () => {
  window.location.reload()
}

export function TroubleNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const trouble = troubleOf(error)
  // What this page is too old for comes with a new one only.
  const outdated = error instanceof Missing && error.why === 'outdated'
  const retry = outdated ? reload : onRetry
  const listed = trouble.faults.filter((fault) => !trouble.what.includes(fault.what))
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle size={20} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.what}>{trouble.what}</p>
        {listed.length > 0 && (
          <ul className={styles.faults}>
            {listed.slice(0, 8).map((fault, i) => (
              <li key={i}>
                {fault.where && <code>{fault.where}</code>} {fault.what}
              </li>
            ))}
          </ul>
        )}
        {trouble.kept && <p>{trouble.kept}</p>}
        {trouble.next && <p>{trouble.next}</p>}
        {retry && (
          <Button size="xs" variant="default" mt="xs" onClick={retry}>
            {outdated ? s.reload : s.retry}
          </Button>
        )}
      </div>
    </div>
  )
}
