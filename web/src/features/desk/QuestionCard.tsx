import type { Ref } from 'react'
import { Arriving } from '@/kinds/Answering'
import type { Json, PartLike } from '@/kinds/contract'
import type { Asked } from '@/kinds/registry'
import { desk as s } from '@/ui/strings/desk'
import styles from './QuestionCard.module.css'

interface CardProps {
  asked: Asked
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
  onView: (view: unknown) => void
  ref: Ref<HTMLElement>
  onActive: () => void
  onGesture: (gesture: unknown) => void
}

export function QuestionCard({
  asked,
  answer,
  active,
  alone,
  reached,
  readOnly,
  fault,
  parts,
  view,
  onView,
  ref,
  onActive,
  onGesture,
}: CardProps) {
  const { question, kind } = asked
  const faultId = `fault-${question.key}`
  return (
    <section
      ref={ref}
      className={styles.card}
      data-active={(active && !alone) || undefined}
      data-fault={fault !== null || undefined}
      aria-label={question.title}
      aria-current={(active && !alone) || undefined}
      aria-describedby={fault ? faultId : undefined}
      onFocusCapture={onActive}
      onPointerDownCapture={onActive}
    >
      <h2 className={styles.title}>
        {question.title}
        {!question.required && <span className={styles.optional}> {s.optional}</span>}
      </h2>
      {question.help && <p className={styles.help}>{question.help}</p>}
      {kind ? (
        <Arriving>
          <kind.Editor
            question={question}
            answer={answer}
            parts={parts}
            view={view}
            onView={onView}
            onGesture={onGesture}
            active={reached}
            readOnly={readOnly}
          />
        </Arriving>
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
}
