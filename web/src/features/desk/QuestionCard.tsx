import { memo } from 'react'
import type { Json, PartLike } from '@/kinds/contract'
import type { Asked } from '@/kinds/registry'
import { desk as s } from '@/ui/strings/desk'
import styles from './QuestionCard.module.css'

interface CardProps {
  asked: Asked
  /** Its place in the form: what is called below gets it, so that a card is drawn again only when it changed. */
  at: number
  answer: Json | null
  active: boolean
  /** Whether it is the only question; then nothing marks it. */
  alone: boolean
  /** Whether its keys reach it now. */
  reached: boolean
  readOnly: boolean
  fault: string | null
  parts: PartLike[]
  view: unknown
  onView: (key: string, view: unknown) => void
  place: (at: number, element: HTMLElement | null) => void
  onActive: (at: number) => void
  onGesture: (at: number, gesture: unknown) => void
}

export const QuestionCard = memo(function QuestionCard({
  asked,
  at,
  answer,
  active,
  alone,
  reached,
  readOnly,
  fault,
  parts,
  view,
  onView,
  place,
  onActive,
  onGesture,
}: CardProps) {
  const { question, kind } = asked
  const faultId = `fault-${question.key}`
  return (
    <section
      ref={(element) => {
        place(at, element)
      }}
      className={styles.card}
      data-active={(active && !alone) || undefined}
      data-fault={fault !== null || undefined}
      aria-label={question.title}
      aria-current={(active && !alone) || undefined}
      aria-describedby={fault ? faultId : undefined}
      onFocusCapture={() => {
        onActive(at)
      }}
      onPointerDownCapture={() => {
        onActive(at)
      }}
    >
      <h2 className={styles.title}>
        <bdi>{question.title}</bdi>
        {!question.required && <span className={styles.optional}> {s.optional}</span>}
      </h2>
      {question.help && <p className={styles.help}>{question.help}</p>}
      {kind ? (
        <kind.Editor
          question={question}
          answer={answer}
          parts={parts}
          view={view}
          onView={(next) => {
            onView(question.key, next)
          }}
          onGesture={(made) => {
            onGesture(at, made)
          }}
          active={reached}
          readOnly={readOnly}
        />
      ) : (
        <p className={styles.help}>{s.unknownKind}</p>
      )}
      {fault && (
        <p className={styles.fault} id={faultId} role="alert">
          {fault}
        </p>
      )}
    </section>
  )
})
