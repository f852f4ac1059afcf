import { ActionIcon, Textarea, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Differences } from '@/ui/Differences'
import { Tip } from '@/ui/Tip'
import { KeyCap } from '@/ui/KeyCap'
import { TurnWords } from '@/ui/parts/Conversation'
import turnStyles from '@/ui/parts/Conversation.module.css'
import type { Turn } from '@/ui/parts/turns'
import { words as s } from './words'
import { shared } from '../words'
import type { EditorProps } from '../contract'
import { usePointing } from '../pointing'
import { markOf } from '../sources'
import styles from './Chat.module.css'
import { moved, readView, WRITE, type Gesture, type View } from './reduce'
import {
  conversationOf,
  isStale,
  judgedTurns,
  turnKeys,
  type ChatAnswer,
  type ChatQuestion,
  type TurnAnswer,
} from './schema'

type Props = EditorProps<ChatQuestion, ChatAnswer, Gesture>

/** The conversation; under each turn that is judged, what can be said of it. */
export function Stage({ question, answer, parts, view, onView, onGesture, active, readOnly = false }: Props) {
  const conversation = conversationOf(question, parts)
  const is = readView(question, view, parts)
  const judged = new Set(judgedTurns(question, parts))
  const { pointing, watch } = usePointing()
  const here = useRef<HTMLLIElement>(null)
  const first = useRef(true)
  useEffect(() => {
    // The item begins at its beginning; after that the eye follows the hand.
    if (!first.current) here.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
    first.current = false
  }, [is.at])
  if (!conversation) return null
  const go = (turn: number) => {
    if (is.at !== turn) onView({ ...is, at: turn, writing: null })
  }
  return (
    <ol
      className={turnStyles.turns}
      {...watch}
      onKeyDown={(event) => {
        // Up and down go from turn to turn, also while a verdict has the focus.
        const { key, target } = event
        if (key !== 'ArrowDown' && key !== 'ArrowUp') return
        if (!(target instanceof HTMLInputElement)) return
        event.preventDefault()
        onView(moved(is, key === 'ArrowDown' ? 1 : -1))
      }}
    >
      {conversation.turns.map((turn, i) => (
        <li
          key={i}
          ref={is.at === i ? here : undefined}
          className={`${turnStyles.turn ?? ''} ${styles.turn ?? ''}`}
          data-role={turn.role}
          data-judged={judged.has(i) || undefined}
          data-here={(active && is.at === i) || undefined}
          aria-current={is.at === i || undefined}
          onClick={(event) => {
            // A verdict says itself where the hand goes. Nothing moves while the button is down: keys that appear
            // would push the label from under the pointer.
            const own = event.target instanceof Element && event.target.closest('label, button, textarea')
            if (judged.has(i) && !own) go(i)
          }}
          onFocus={() => {
            // By key only: a click has its own say, and its focus comes after what it did.
            if (judged.has(i) && !pointing.current) go(i)
          }}
        >
          <TurnWords turn={turn} at={i} />
          {judged.has(i) && question.turns && (
            <Verdict
              question={question}
              turn={turn}
              at={i}
              said={answer?.turns.find((one) => one.turn === i)}
              here={active && is.at === i}
              view={is}
              onView={onView}
              onGesture={onGesture}
              readOnly={readOnly}
            />
          )}
        </li>
      ))}
    </ol>
  )
}

interface VerdictProps {
  question: ChatQuestion
  turn: Turn
  at: number
  said: TurnAnswer | undefined
  here: boolean
  view: View
  onView: (view: unknown) => void
  onGesture: (gesture: Gesture) => void
  readOnly: boolean
}

function Verdict({ question, turn, at, said, here, view, onView, onGesture, readOnly }: VerdictProps) {
  const source = markOf(turn.text)
  const keys = turnKeys(question)
  const field = useRef<HTMLTextAreaElement>(null)
  const asked = view.writing === at ? view.asked : 0
  const open = view.writing === at || (said?.rewrite ?? null) !== null
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [asked])
  const text = said?.rewrite ?? turn.text
  const multiple = question.turns?.multiple ?? false
  return (
    <div className={styles.verdict}>
      {said && isStale(said, turn) && (
        <p className={styles.stale} role="alert">
          {shared.changed}
        </p>
      )}
      <div className={styles.labels} role={multiple ? 'group' : 'radiogroup'} aria-label={s.verdict(at + 1)}>
        {question.turns?.labels.map((label, i) => {
          const key = keys[i] ?? null
          return (
            <label key={label.id} className={styles.label} title={label.help || undefined}>
              {/* Each has a name of its own, so that every one is reached by Tab and arrows stay free. */}
              <input
                type={multiple ? 'checkbox' : 'radio'}
                name={`${question.key}-${String(at)}-${label.id}`}
                checked={said?.labels.includes(label.id) ?? false}
                disabled={readOnly}
                aria-keyshortcuts={here ? (key ?? undefined) : undefined}
                onChange={() => {
                  onGesture({ does: 'judge', turn: at, source, label: label.id })
                }}
              />
              {here && key && <KeyCap>{key}</KeyCap>}
              {label.color && (
                <span className={styles.swatch} style={{ background: label.color }} aria-hidden />
              )}
              {label.name}
            </label>
          )
        })}
        {question.rewrite && !open && (
          <UnstyledButton
            className={styles.write}
            disabled={readOnly}
            onClick={() => {
              onView({ ...view, at, writing: at, asked: view.asked + 1 })
            }}
          >
            {here && <KeyCap>{WRITE}</KeyCap>} {s.rewrite}
            <span className={styles.hidden}>{s.ofTurn(at + 1)}</span>
          </UnstyledButton>
        )}
      </div>
      {open && (
        <div className={styles.rewriting}>
          <div className={styles.field}>
            <Textarea
              ref={field}
              aria-label={s.yourTurn(at + 1)}
              autosize
              minRows={2}
              maxRows={16}
              dir="auto"
              value={text}
              readOnly={readOnly}
              onChange={(event) => {
                onGesture({ does: 'rewrite', turn: at, source, text: event.currentTarget.value })
              }}
            />
            <Tip label={s.dropRewrite}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={s.dropRewrite}
                disabled={readOnly}
                onClick={() => {
                  onGesture({ does: 'rewrite', turn: at, source, text: null })
                  onView({ ...view, at, writing: null })
                }}
              >
                <IconX size={18} />
              </ActionIcon>
            </Tip>
          </div>
          {text !== turn.text && <Differences from={turn.text} to={text} />}
        </div>
      )}
    </div>
  )
}
