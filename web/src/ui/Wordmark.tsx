import styles from './Wordmark.module.css'
import { general as s } from './strings/general'

/** Two views that agree in the middle. */
export function Wordmark({ large = false }: { large?: boolean }) {
  const size = large ? 34 : 26
  return (
    <span className={styles.wordmark} data-large={large || undefined}>
      <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden>
        <circle cx="11.5" cy="16" r="8.5" stroke="currentColor" strokeWidth="2" />
        <circle cx="20.5" cy="16" r="8.5" stroke="currentColor" strokeWidth="2" />
        <path d="M16 8.79a8.5 8.5 0 0 1 0 14.42 8.5 8.5 0 0 1 0-14.42Z" fill="currentColor" />
      </svg>
      {s.name}
    </span>
  )
}
