import styles from './KeyCap.module.css'

/** A key, printed. Quiet when the key goes elsewhere at the moment; named where keys are what it is about. */
interface CapProps {
  children: string
  quiet?: boolean
  named?: boolean
}

export function KeyCap({ children, quiet = false, named = false }: CapProps) {
  return (
    <kbd className={styles.cap} data-quiet={quiet || undefined} data-named={named || undefined} aria-hidden>
      {children}
    </kbd>
  )
}
