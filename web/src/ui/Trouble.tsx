import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Missing } from './chunk'
import { language } from './locale'
import { general as s } from './strings/general'
import styles from './Trouble.module.css'

/** An error in the order in which people ask: what happened, what was kept, what to do next. */
export interface Trouble {
  what: string
  kept: string
  next: string
  faults: { where: string; what: string }[]
  /** The language of the sentences, where it is not that of the page: the server speaks English. */
  lang?: 'en'
}

interface ProblemLike {
  type?: string
  title: string
  detail?: string
  kept?: string
  next_step?: string
  faults?: { where: string; what: string }[]
}

/** Refusals that people meet at the desk, by the last word of their type: said in the language of the page. */
const REFUSED: Record<string, { what: string; kept: string; next: string } | undefined> = s.refused

/** Reads any error. Other refusals carry the server's own words. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'problem' in error) {
    const problem = error.problem as ProblemLike
    const known = language === 'en' ? undefined : REFUSED[problem.type?.split(':').pop() ?? '']
    if (known) return { ...known, faults: [] }
    const kept = problem.kept ?? ''
    const next = problem.next_step ?? ''
    const what = kept || next ? problem.title : problem.detail || problem.title
    return { what, kept, next, faults: problem.faults ?? [], lang: 'en' }
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
  return <TroubleBox {...trouble} onGo={outdated ? reload : onRetry} go={outdated ? s.reload : s.retry} />
}

/** The same for what went wrong elsewhere, and is told later. */
export function TroubleBox({ onGo, go = s.retry, ...trouble }: Trouble & { onGo?: () => void; go?: string }) {
  const listed = trouble.faults.filter((fault) => !trouble.what.includes(fault.what))
  // One reason is a sentence, not a list.
  const alone = listed.length === 1 && listed[0]?.where === '' ? listed[0] : null
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle size={20} aria-hidden className={styles.icon} />
      <div className={styles.words} lang={trouble.lang}>
        <p className={styles.what}>{trouble.what}</p>
        {alone && <p>{alone.what}</p>}
        {!alone && listed.length > 0 && (
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
        {onGo && (
          <Button size="xs" variant="default" mt="xs" lang={trouble.lang && language} onClick={onGo}>
            {go}
          </Button>
        )}
      </div>
    </div>
  )
}
