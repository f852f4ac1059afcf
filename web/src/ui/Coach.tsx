import type { ReactNode } from 'react'
import styles from './Coach.module.css'

interface CoachProps {
  label: string
  /** Which step it is, in words. */
  step: string
  title: string
  hint: string
  /** Of each step, in order, whether it is done; `at` is the one at hand. */
  done: readonly boolean[]
  at: number
  /** Whether it stays in view while the page below it scrolls: at the desk. */
  stays?: boolean
  /** The ways out of it. */
  children: ReactNode
}

/** What leads somebody through steps that they do themselves, beside the real thing. */
export function Coach({ label, step, title, hint, done, at, stays = false, children }: CoachProps) {
  return (
    <section className={styles.coach} aria-label={label} data-stays={stays || undefined}>
      <div className={styles.words} role="status">
        <p className={styles.step}>{step}</p>
        <p className={styles.hint}>
          <strong>{title}.</strong> {hint}
        </p>
      </div>
      <div className={styles.deeds}>{children}</div>
      <div className={styles.way} aria-hidden>
        {done.map((is, i) => (
          <span key={i} data-done={is || undefined} data-now={i === at || undefined} />
        ))}
      </div>
    </section>
  )
}
