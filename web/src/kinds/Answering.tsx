import { useState } from 'react'
import styles from './choices.module.css'
import type { Json, PartLike, Question } from './contract'
import type { AnyKind } from './contract'

interface AnsweringProps {
  kind: AnyKind
  question: Question
  answer: Json | null
  parts: PartLike[]
  active: boolean
  readOnly?: boolean
  onGesture: (gesture: unknown) => void
  /** What chance is drawn from, where a kind needs it. */
  seed?: string
}

/** Both halves of a kind's editor, one above the other: for places without a desk. */
export function Answering({ kind, seed = '', onGesture, ...rest }: AnsweringProps) {
  const { question, answer, parts } = rest
  const [had, setView] = useState<{ view: unknown } | null>(null)
  const view = had ? had.view : (kind.opening?.(question, parts, seed) ?? null)
  const { Stage, Editor } = kind
  const staged = kind.staged?.(question, parts) ?? []
  const hand = {
    view,
    onView: (next: unknown) => {
      setView({ view: next })
    },
    onGesture: (gesture: unknown) => {
      onGesture(gesture)
      if (kind.follow) setView({ view: kind.follow(question, answer, gesture, view) })
    },
  }
  return (
    <>
      {Stage && staged.length > 0 && (
        <div className={styles.stage}>
          <Stage {...rest} {...hand} />
        </div>
      )}
      <Editor {...rest} {...hand} />
    </>
  )
}
