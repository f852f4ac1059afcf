/** A bench where one thing is decided: what it is about on one side, the decision on the other. */
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import styles from './Bench.module.css'

interface BenchProps {
  ref: RefObject<HTMLDivElement | null>
  label: string
  /** A line about it. */
  facts: ReactNode
  /** What it is about. */
  material: ReactNode
  words: { item: string; decide: string; keys: string }
  /** What is to be decided, and how. */
  children: ReactNode
}

export function Bench({ ref, label, facts, material, words, children }: BenchProps) {
  // What is new has the focus, so that keys work at once and a screen reader begins there.
  useEffect(() => {
    ref.current?.focus({ preventScroll: true })
  }, [ref])
  return (
    <div className={styles.bench} ref={ref} tabIndex={-1} role="group" aria-label={label}>
      <div className={styles.facts}>{facts}</div>
      <div className={styles.columns}>
        <section className={styles.material} aria-label={words.item}>
          <h2 className={styles.spoken}>{words.item}</h2>
          {material}
        </section>
        <section className={styles.decide} aria-label={words.decide}>
          {children}
          <p className={styles.keys}>{words.keys}</p>
        </section>
      </div>
    </div>
  )
}

/** What ends a decision: its buttons. */
export function Deeds({ children }: { children: ReactNode }) {
  return <div className={styles.deeds}>{children}</div>
}

/** A key, and where it was pressed. */
export interface Pressed {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
  /** In a field in which keys are letters. */
  writes: boolean
  /** In what is marked with `data-writing`: an editor that has keys of its own. */
  edits: boolean
}

const WRITTEN_IN = 'textarea, select, input:not([type="radio"]):not([type="checkbox"]), [contenteditable]'

/** Listens for keys anywhere on the page, so that they still work after a click; not while a dialog or a menu is open. */
export function usePressed(does: (pressed: Pressed) => (() => void) | null): void {
  const latest = useRef(does)
  // Before anything is painted: whoever sees it may press a key at once.
  useLayoutEffect(() => {
    latest.current = does
  })
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const on = event.target instanceof HTMLElement ? event.target : null
      if (event.defaultPrevented || event.isComposing) return
      if (on?.closest('dialog, [role="dialog"], [role="menu"]')) return
      const deed = latest.current({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
        writes: on?.closest(WRITTEN_IN) != null,
        edits: on?.closest('[data-writing]') != null,
      })
      if (!deed) return
      event.preventDefault()
      deed()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])
}
