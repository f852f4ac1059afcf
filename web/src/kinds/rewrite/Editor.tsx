import { Button } from '@mantine/core'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import choices from '../choices.module.css'
import type { EditorProps } from '../contract'
import { lengthOf, markOf } from '../sources'
import { KEEP, type Gesture } from './reduce'
import styles from './Rewrite.module.css'
import { sourceOf, type RewriteAnswer, type RewriteQuestion } from './schema'

/** What is said beside the text: how long it is, and that it may stay. */
export function Editor({
  question,
  answer,
  parts,
  active,
  onGesture,
  readOnly = false,
}: EditorProps<RewriteQuestion, RewriteAnswer, Gesture>) {
  const text = sourceOf(question, parts)?.text
  if (text == null) return <p className={styles.note}>{s.noPart(question.part ?? '')}</p>
  const n = lengthOf(answer?.text ?? text)
  const stale = answer?.source != null && answer.source !== markOf(text)
  return (
    <div className={styles.side}>
      {!question.must_change && (
        <label className={choices.choice}>
          <input
            type="checkbox"
            checked={answer?.text === text}
            disabled={readOnly}
            aria-keyshortcuts={KEEP}
            onChange={(event) => {
              onGesture(
                event.currentTarget.checked
                  ? { does: 'write', text, source: markOf(text) }
                  : { does: 'clear' },
              )
            }}
          />
          <KeyCap quiet={!active}>{KEEP}</KeyCap>
          <span className={choices.name}>{s.keep}</span>
        </label>
      )}
      {answer !== null && answer.text !== text && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          onClick={() => {
            onGesture({ does: 'clear' })
          }}
        >
          {s.again}
        </Button>
      )}
      {answer === null && <p className={styles.note}>{s.unchanged}</p>}
      {stale && (
        <p className={styles.note} data-bad role="alert">
          {s.stale}
        </p>
      )}
      <p className={styles.note} data-bad={n > question.most || undefined}>
        {s.count(n, question.most)}
      </p>
    </div>
  )
}
