import { useId } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import choices from '../choices.module.css'
import type { EditorProps } from '../contract'
import styles from './Pairwise.module.css'
import { KEYS, type Gesture, type Place } from './reduce'
import { NEITHER, orderOf, STRENGTHS, TIE, type PairwiseAnswer, type PairwiseQuestion } from './schema'

export function Editor({
  question,
  answer,
  view,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<PairwiseQuestion, PairwiseAnswer, Gesture>) {
  const group = useId()
  const order = orderOf(question, answer, view)
  const place = (at: Place, choice: string | undefined, name: string, spoken = '') => (
    <label className={choices.choice}>
      <input
        type="radio"
        name={group}
        checked={answer !== null && answer.choice === choice}
        disabled={readOnly}
        aria-keyshortcuts={KEYS[at]}
        onChange={() => {
          onGesture({ does: 'choose', place: at, order })
        }}
      />
      <KeyCap quiet={!active}>{KEYS[at]}</KeyCap>
      <span className={`${choices.words} ${choices.name}`}>
        {name}
        {spoken && <span className={styles.spoken}>{` ${spoken}`}</span>}
      </span>
    </label>
  )
  const preferred = answer !== null && question.outputs.includes(answer.choice)
  return (
    <div>
      <div className={styles.choices} role="radiogroup" aria-label={question.title}>
        {place('first', order[0], s.output(1), s.isBetter)}
        {place('second', order[1], s.output(2), s.isBetter)}
        {question.tie && place('tie', TIE, s.tie)}
        {question.both_bad && place('neither', NEITHER, s.neither)}
      </div>
      {question.strength !== 'no' && (
        <fieldset className={styles.strength} disabled={readOnly || !preferred}>
          <legend className={styles.legend}>{s.howMuch}</legend>
          <div className={styles.strengths}>
            {STRENGTHS.map((strength) => (
              <label key={strength} className={`${choices.choice} ${styles.step}`}>
                <input
                  type="radio"
                  name={`${group}-strength`}
                  checked={answer?.strength === strength}
                  aria-keyshortcuts={KEYS[strength]}
                  onChange={() => {
                    onGesture({ does: 'strength', strength })
                  }}
                />
                <KeyCap quiet={!active || !preferred}>{KEYS[strength]}</KeyCap>
                <span className={choices.name}>{s.strengths[strength]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <p className={styles.hint} aria-hidden>
        <KeyCap quiet>←</KeyCap>
        <KeyCap quiet>→</KeyCap> {question.strength === 'no' ? s.arrows : s.arrowsLean}
      </p>
    </div>
  )
}
