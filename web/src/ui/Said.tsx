/** What people said, as it stands in lists: the item it is about, and words with whose they are. */
import type { ReactNode } from 'react'
import styles from './Said.module.css'

/** The beginning of an item; `quoted`: among words about it. */
export function Excerpt({ text, quoted = false }: { text: string; quoted?: boolean }) {
  if (text === '') return null
  return (
    <p className={styles.excerpt} data-quoted={quoted || undefined} dir="auto">
      {text}
    </p>
  )
}

interface WordsProps {
  /** Whose they are, and what else is to be said of them. */
  who?: ReactNode
  /** What counts: an answer, a decision. */
  counts?: boolean
  children: ReactNode
}

export function Words({ who, counts = false, children }: WordsProps) {
  return (
    <blockquote className={styles.words} data-counts={counts || undefined}>
      {who !== undefined && <span className={styles.who}>{who}</span>}
      {children !== '' && (
        <p className={styles.plain} dir="auto">
          {children}
        </p>
      )}
    </blockquote>
  )
}

/** Entries one below the other, with a line between them. */
export function Entries<Row>({
  rows,
  keyOf,
  children,
}: {
  rows: readonly Row[]
  keyOf: (row: Row) => number
  children: (row: Row) => ReactNode
}) {
  return (
    <ul className={styles.entries}>
      {rows.map((row) => (
        <li key={keyOf(row)}>{children(row)}</li>
      ))}
    </ul>
  )
}
