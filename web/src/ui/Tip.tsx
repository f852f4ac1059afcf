import type { ReactNode } from 'react'
import styles from './Tip.module.css'

/** The name of a button without words, shown while the pointer or the keys are on it; readers have it from the button. */
export function Tip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className={styles.tip} data-tip={label}>
      {children}
    </span>
  )
}
