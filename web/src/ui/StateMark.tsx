import type { ReactNode } from 'react'
import styles from './StateMark.module.css'

/** A state in a word, with a dot whose colour repeats it. */
export function StateMark({ state, children }: { state: string; children: ReactNode }) {
  return (
    <span className={styles.state} data-state={state}>
      {children}
    </span>
  )
}
