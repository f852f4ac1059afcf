import { useId } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import styles from '../choices.module.css'
import type { EditorProps } from '../contract'
import type { Gesture } from './reduce'
import { keysOf, levels, type RatingAnswer, type RatingQuestion } from './schema'

export function Editor({
  question,
  answer,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<RatingQuestion, RatingAnswer, Gesture>) {
  const name = useId()
  const keys = keysOf(question)
  const all = levels(question)
  const end = (value: number) =>
    value === question.low ? question.low_name : value === question.high ? question.high_name : ''
  return (
    <div>
      <div className={styles.scale} role="radiogroup" aria-label={question.title}>
        {all.map((value, i) => {
          const key = keys[i]
          const meaning = end(value)
          return (
            <label key={value} className={`${styles.choice} ${styles.level}`}>
              <input
                type="radio"
                name={name}
                checked={answer?.value === value}
                disabled={readOnly}
                aria-label={meaning ? `${String(value)}, ${meaning}` : String(value)}
                aria-keyshortcuts={key ?? undefined}
                onChange={() => {
                  onGesture({ does: 'rate', value })
                }}
              />
              {key === String(value) ? (
                <KeyCap quiet={!active}>{key}</KeyCap>
              ) : (
                <>
                  <span className={styles.name}>{value}</span>
                  {key && <KeyCap quiet={!active}>{key}</KeyCap>}
                </>
              )}
            </label>
          )
        })}
      </div>
      {(question.low_name || question.high_name) && (
        <div className={styles.ends} aria-hidden>
          <span>{question.low_name}</span>
          <span>{question.high_name}</span>
        </div>
      )}
    </div>
  )
}
