import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from '../marking/words'
import type { EditorProps } from '../contract'
import styles from '../marking/Marking.module.css'
import { colored, keepFocus } from '../marking/look'
import { MarkingEditor } from '../marking/MarkingEditor'
import { viewed } from '../marking/reduce'
import { keyOf, short } from '../marking/schema'
import { relationColor } from './colors'
import { begun, relationKeys, type Gesture } from './reduce'
import { joins, nameOfArc, type RelationsAnswer, type RelationsQuestion } from './schema'

export function Editor(props: EditorProps<RelationsQuestion, RelationsAnswer, Gesture>) {
  const { question, answer, onView, onGesture, active, readOnly = false } = props
  const view = viewed(props.view)
  const keys = relationKeys(question)
  const spans = answer?.spans ?? []
  const [from, to] = [view.from, view.focus].map((key) => spans.find((span) => keyOf(span) === key))
  const asked = from !== undefined && to !== undefined && from !== to
  const possible = question.relations.filter((type) => !asked || joins(type, from.label, to.label))
  const held = question.relations.find((type) => type.id === view.held)

  let hint: string | null = null
  if (asked) hint = possible.length > 0 ? s.whichArc : s.noSuchArc(short(from.text, 30), short(to.text, 30))
  else if (held) hint = from ? s.drawFrom(held.name, short(from.text, 30)) : s.heldArc(held.name)

  return (
    <div className={styles.both}>
      <MarkingEditor
        question={question}
        spans={answer?.spans ?? null}
        parts={props.parts}
        view={view}
        onView={onView}
        send={onGesture}
        active={active}
        readOnly={readOnly}
        hint={hint}
        more={
          <div className={styles.labels} role="group" aria-label={s.relations}>
            {question.relations.map((type, i) => (
              <button
                key={type.id}
                type="button"
                className={`${styles.label} ${styles.relation}`}
                style={colored(relationColor(type.color, i))}
                title={type.help || undefined}
                aria-pressed={view.held === type.id}
                aria-keyshortcuts={keys[i] ?? undefined}
                disabled={readOnly || !possible.includes(type)}
                onMouseDown={keepFocus}
                onClick={() => {
                  if (asked) onGesture({ does: 'join', label: type.id, head: keyOf(from), tail: keyOf(to) })
                  else onView(begun(view, type.id) ?? view)
                }}
              >
                {keys[i] && <KeyCap quiet={!active}>{keys[i]}</KeyCap>}
                {type.name} →
              </button>
            ))}
          </div>
        }
      />
      {answer && answer.relations.length > 0 && (
        <div className={styles.editor}>
          <h3 className={styles.listTitle}>
            {s.relations} <span className={styles.note}>{answer.relations.length}</span>
          </h3>
          <ul className={styles.list}>
            {answer.relations.map((arc) => {
              const n = question.relations.findIndex((type) => type.id === arc.label)
              const type = question.relations[n]
              const [head, tail] = [arc.head, arc.tail].map((id) => spans.find((span) => span.id === id))
              if (!type || !head || !tail) return null
              const words = [short(head.text, 40), type.name, short(tail.text, 40)] as const
              return (
                <li key={nameOfArc(arc)} className={styles.row} style={colored(relationColor(type.color, n))}>
                  <div className={styles.line}>
                    <button
                      type="button"
                      className={styles.take}
                      onClick={() => {
                        onView({ ...view, focus: keyOf(head), from: null })
                      }}
                    >
                      <span className={styles.quote}>
                        {words[0]} <span className={styles.of}>{type.name} →</span> {words[2]}
                      </span>
                    </button>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={s.removeArc(...words)}
                      disabled={readOnly}
                      onMouseDown={keepFocus}
                      onClick={() => {
                        onGesture({ does: 'part', label: arc.label, head: keyOf(head), tail: keyOf(tail) })
                      }}
                    >
                      <IconX size={16} />
                    </ActionIcon>
                  </div>
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </div>
  )
}
