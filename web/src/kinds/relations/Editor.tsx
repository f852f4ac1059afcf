import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { words as s } from '../marking/words'
import type { EditorProps } from '../contract'
import marks from '../Marks.module.css'
import styles from '../marking/Marking.module.css'
import { colored, keepFocus } from '../look'
import { LabelButtons } from '../Marks'
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
          <LabelButtons
            title={s.relations}
            labels={question.relations}
            keys={keys}
            lookOf={({ color }, n) => ({ color: relationColor(color, n), dashed: true })}
            nameOf={({ name }) => `${name} →`}
            held={view.held}
            active={active}
            isOff={(type) => readOnly || !possible.includes(type)}
            onPress={({ id }) => {
              if (asked) onGesture({ does: 'join', label: id, head: keyOf(from), tail: keyOf(to) })
              else onView(begun(view, id) ?? view)
            }}
          />
        }
      />
      {answer && answer.relations.length > 0 && (
        <div className={marks.editor}>
          <h3 className={marks.listTitle}>
            {s.relations} <span className={marks.note}>{answer.relations.length}</span>
          </h3>
          <ul className={marks.list}>
            {answer.relations.map((arc) => {
              const n = question.relations.findIndex((type) => type.id === arc.label)
              const type = question.relations[n]
              const [head, tail] = [arc.head, arc.tail].map((id) => spans.find((span) => span.id === id))
              if (!type || !head || !tail) return null
              const words = [short(head.text, 40), type.name, short(tail.text, 40)] as const
              return (
                <li key={nameOfArc(arc)} className={marks.row} style={colored(relationColor(type.color, n))}>
                  <div className={marks.line}>
                    <button
                      type="button"
                      className={marks.take}
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
