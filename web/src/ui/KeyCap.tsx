import styles from './KeyCap.module.css'

/** A key, printed. Quiet when the key goes elsewhere at the moment. */
export function KeyCap({ children, quiet = false }: { children: string; quiet?: boolean }) {
  return (
    <kbd className={styles.cap} data-quiet={quiet || undefined} aria-hidden>
      {children}
    </kbd>
  )
}
