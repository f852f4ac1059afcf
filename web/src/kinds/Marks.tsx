/** What stands beside texts and pictures that are marked: labels to give, a list of what is marked, the keys. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { colored, keepFocus } from './look'
import styles from './Marks.module.css'

interface LabelButtonsProps<L> {
  /** What is called by its name: the group of buttons. */
  title: string
  labels: readonly L[]
  /** The key of each label, in their order. */
  keys: readonly (string | null)[]
  lookOf: (label: L, place: number) => { color: string; dashed?: boolean }
  /** What stands on a button besides the key. */
  nameOf?: (label: L) => string
  /** The label that is held for what is marked next, and that of the mark in hand. */
  held: string | null
  given?: string | undefined
  active: boolean
  isOff: (label: L) => boolean
  onPress: (label: L) => void
}

/** A button for each label, with its key and its colour. */
export function LabelButtons<L extends { id: string; name: string; help: string }>(
  props: LabelButtonsProps<L>,
) {
  const { labels, keys, lookOf, nameOf, held, given, active, isOff, onPress } = props
  return (
    <div className={styles.labels} role="group" aria-label={props.title}>
      {labels.map((label, n) => {
        const { color, dashed } = lookOf(label, n)
        return (
          <button
            key={label.id}
            type="button"
            className={styles.label}
            style={colored(color)}
            data-dashed={dashed || undefined}
            title={label.help || undefined}
            aria-pressed={held === label.id}
            aria-keyshortcuts={keys[n] ?? undefined}
            data-given={given === label.id || undefined}
            disabled={isOff(label)}
            onMouseDown={keepFocus}
            onClick={() => {
              onPress(label)
            }}
          >
            {keys[n] && <KeyCap quiet={!active}>{keys[n]}</KeyCap>}
            {nameOf?.(label) ?? label.name}
          </button>
        )
      })}
    </div>
  )
}

interface MarkListProps {
  title: string
  count: number
  /** Rows that are there and not drawn yet. */
  left: number
  more: (n: number) => string
  onMore: () => void
  children: ReactNode
}

/** A list of what is marked. */
export function MarkList({ title, count, left, more, onMore, children }: MarkListProps) {
  return (
    <>
      <h3 className={styles.listTitle}>
        {title} <span className={styles.note}>{count}</span>
      </h3>
      <ul className={styles.list}>{children}</ul>
      {left > 0 && (
        <Button variant="subtle" size="xs" onClick={onMore}>
          {more(left)}
        </Button>
      )}
    </>
  )
}

interface NothingProps {
  name: string
  /** The key that says the same. */
  shortcut: string
  isSaid: boolean
  active: boolean
  readOnly: boolean
  onSay: () => void
}

/** Says that there is nothing to mark. */
export function NothingButton({ name, shortcut, isSaid, active, readOnly, onSay }: NothingProps) {
  return (
    <button
      type="button"
      className={styles.label}
      style={{ ...colored('var(--gw-line-strong)'), justifySelf: 'start' }}
      aria-pressed={isSaid}
      aria-keyshortcuts={shortcut}
      disabled={readOnly}
      onMouseDown={keepFocus}
      onClick={onSay}
    >
      <KeyCap quiet={!active}>{shortcut}</KeyCap>
      {name}
    </button>
  )
}

/** All keys and what they do, to be unfolded. */
export function MarkKeys({
  title,
  keys,
}: {
  title: string
  keys: readonly (readonly [key: string, does: string])[]
}) {
  return (
    <details className={styles.keys}>
      <summary>{title}</summary>
      {keys.map(([key, does]) => (
        <div key={key}>
          <strong>{key}</strong> {does}
        </div>
      ))}
    </details>
  )
}
