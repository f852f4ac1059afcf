import type { ReactNode } from 'react'
import { Prose } from '../prose/Prose'
import { general as s } from '../strings/general'
import styles from './Conversation.module.css'
import type { Turn } from './turns'

/** A conversation: who says what, in order. */
export function Conversation({ turns, compact = false }: { turns: Turn[]; compact?: boolean }) {
  return (
    <ol className={styles.turns} data-compact={compact || undefined}>
      {turns.map((turn, i) => (
        <li key={i} className={styles.turn} data-role={turn.role}>
          <TurnWords turn={turn} at={i} />
        </li>
      ))}
    </ol>
  )
}

/** One turn: its speaker, its words, and what else it has. */
export function TurnWords({ turn, at, aside }: { turn: Turn; at: number; aside?: ReactNode }) {
  const rest = Object.entries(turn.rest).filter(([, value]) => value !== null)
  return (
    <>
      <div className={styles.speaker}>
        <span>{turn.name || (s.roles[turn.role as keyof typeof s.roles] ?? turn.role) || s.nobody}</span>
        <span className={styles.place} aria-label={s.turn(at + 1)}>
          {at + 1}
        </span>
        {aside}
      </div>
      {turn.text === '' ? (
        <p className={styles.silent}>{s.noText}</p>
      ) : (
        <Prose text={turn.text} className={styles.words} />
      )}
      {rest.map(([name, value]) => (
        <pre key={name} className={styles.rest}>
          <span className={styles.label}>{name}</span>{' '}
          {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        </pre>
      ))}
    </>
  )
}
