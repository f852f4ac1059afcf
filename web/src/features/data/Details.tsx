import { type ReactNode, useState } from 'react'
import styles from './Data.module.css'

/** What is asked for only when somebody unfolds it. */
export function Details({ summary, children }: { summary: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details
      className={styles.details}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{summary}</summary>
      {open && children}
    </details>
  )
}
