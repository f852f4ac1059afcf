import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import { shared } from '../words'
import type { RefObject } from 'react'
import choices from '../choices.module.css'
import type { EditorProps } from '../contract'
import { usePointing } from '../pointing'
import styles from './Chat.module.css'
import { NOTHING, readView, type Gesture } from './reduce'
import {
  conversationOf,
  judgedTurns,
  levelKeys,
  levels,
  type ChatAnswer,
  type ChatQuestion,
  type Whole,
} from './schema'

type Props = EditorProps<ChatQuestion, ChatAnswer, Gesture>

/** What is said beside the conversation: how far it is judged, the whole, the better reply. */
export function Editor(props: Props) {
  const { question, parts, view, active } = props
  const { at } = readView(question, view, parts)
  const { pointing, watch } = usePointing()
  const missing = question.turns !== null && !conversationOf(question, parts)
  return (
    <div className={styles.side} {...watch}>
      {missing && <p className={styles.note}>{s.noPart(question.part ?? '')}</p>}
      {question.turns && !missing && <Progress {...props} />}
      {question.whole && (
        <Rating {...props} scale={question.whole} pointing={pointing} here={active && at === 'whole'} />
      )}
      {question.replies.length > 0 && (
        <Replies {...props} pointing={pointing} here={active && at === 'reply'} />
      )}
    </div>
  )
}

function Progress({ question, answer, parts, active, onGesture, readOnly = false }: Props) {
  const judged = judgedTurns(question, parts)
  const done = answer?.turns.filter((said) => said.labels.length > 0).length ?? 0
  const multiple = question.turns?.multiple ?? false
  const nothing = answer !== null && answer.turns.length === 0
  return (
    <div>
      <p className={styles.note} aria-live="polite">
        {multiple ? s.marked(done) : s.progress(done, judged.length)} {s.how}
      </p>
      {!multiple && judged.length > 0 && (
        <div className={styles.meter} aria-hidden>
          <span style={{ width: `${String((100 * done) / judged.length)}%` }} />
        </div>
      )}
      {multiple && (answer === null || nothing) && (
        <label className={choices.choice} style={{ marginTop: 10 }}>
          <input
            type="checkbox"
            checked={nothing}
            disabled={readOnly}
            aria-keyshortcuts={NOTHING}
            onChange={() => {
              onGesture(nothing ? { does: 'clear' } : { does: 'nothing' })
            }}
          />
          <KeyCap quiet={!active}>{NOTHING}</KeyCap>
          <span className={choices.name}>{s.none}</span>
        </label>
      )}
    </div>
  )
}

function Rating({
  question,
  answer,
  view,
  parts,
  onView,
  onGesture,
  readOnly,
  scale,
  here,
  pointing,
}: Props & { scale: Whole; here: boolean; pointing: RefObject<boolean> }) {
  const keys = levelKeys(scale)
  const title = scale.title || s.whole
  return (
    <fieldset
      className={styles.block}
      data-here={here || undefined}
      onFocus={() => {
        if (pointing.current) return
        onView({ ...readView(question, view, parts), at: 'whole', writing: null })
      }}
    >
      <legend className={styles.title}>{title}</legend>
      <div className={choices.scale} role="radiogroup" aria-label={title}>
        {levels(scale).map((value, i) => {
          const meaning = value === scale.low ? scale.low_name : value === scale.high ? scale.high_name : ''
          const key = keys[i]
          return (
            <label key={value} className={`${choices.choice ?? ''} ${choices.level ?? ''}`}>
              <input
                type="radio"
                name={`${question.key}-whole`}
                checked={answer?.whole === value}
                disabled={readOnly}
                aria-label={meaning ? `${String(value)}, ${meaning}` : String(value)}
                onChange={() => {
                  onGesture({ does: 'rate', value })
                }}
              />
              {key === String(value) ? (
                <KeyCap quiet={!here}>{key}</KeyCap>
              ) : (
                <span className={choices.name}>{value}</span>
              )}
            </label>
          )
        })}
      </div>
      {(scale.low_name || scale.high_name) && (
        <div className={choices.ends} aria-hidden>
          <span>{scale.low_name}</span>
          <span>{scale.high_name}</span>
        </div>
      )}
    </fieldset>
  )
}

function Replies({
  question,
  answer,
  view,
  parts,
  onView,
  onGesture,
  readOnly,
  here,
  pointing,
}: Props & { here: boolean; pointing: RefObject<boolean> }) {
  const rows = [
    ...question.replies.map((name) => ({
      reply: name,
      title: parts.find((part) => part.name === name)?.title || name,
    })),
    { reply: null, title: shared.noneBetter },
  ]
  return (
    <fieldset
      className={styles.block}
      data-here={here || undefined}
      onFocus={() => {
        if (pointing.current) return
        onView({ ...readView(question, view, parts), at: 'reply', writing: null })
      }}
    >
      <legend className={styles.title}>{s.reply}</legend>
      <div className={choices.list} role="radiogroup" aria-label={s.reply}>
        {rows.map(({ reply, title }, i) => (
          <label key={reply ?? ''} className={choices.choice}>
            <input
              type="radio"
              name={`${question.key}-reply`}
              checked={answer?.reply != null && answer.reply.chosen === reply}
              disabled={readOnly}
              onChange={() => {
                onGesture({ does: 'prefer', reply })
              }}
            />
            {i < 9 && <KeyCap quiet={!here}>{String(i + 1)}</KeyCap>}
            <span className={choices.name}>{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
