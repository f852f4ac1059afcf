import type { ItemDetail, Part } from '@/api/types'
import type { Asked } from '@/kinds/registry'
import { confidence } from '@/ui/format'
import { items as s } from '@/ui/strings/items'
import styles from './Items.module.css'

interface AgreedProps {
  form: Asked[]
  made: ItemDetail['consensus'][number]
  parts: Part[]
}

/** The consensus on one question, and what it rests on. */
export function Agreed({ form, made, parts }: AgreedProps) {
  const asked = form.find((one) => one.question.key === made.question)
  const answer = asked?.kind?.readAnswer(asked.question, made.answer) ?? null
  return (
    <div className={styles.question}>
      <p className={styles.questionTitle}>{asked?.question.title ?? made.question}</p>
      <div className={styles.answer}>
        {asked?.kind && answer ? (
          <asked.kind.Review question={asked.question} answer={answer} parts={parts} />
        ) : (
          JSON.stringify(made.answer)
        )}
      </div>
      <p className={styles.small} style={{ margin: 0 }}>
        {made.reviewed
          ? s.reviewed
          : made.confidence === null
            ? s.noConfidence
            : `${confidence(made.confidence)} ${s.confidence}, ${made.calibrated ? s.calibrated : s.raw}`}{' '}
        · {s.consensusNote(made.answers)}
      </p>
    </div>
  )
}
