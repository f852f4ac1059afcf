import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { dashOf, markColor } from '@/picture/colors'
import { KeyCap } from '@/ui/KeyCap'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keysOf } from '../labels'
import styles from './Boxes.module.css'
import { BoxRow } from './BoxRow'
import { colored, keepFocus } from './look'
import { labelNow, NOTHING, viewed, type BoxView, type Gesture } from './reduce'
import { markedPicture, type Box, type BoxesAnswer, type BoxesQuestion } from './schema'
import { words as s } from './words'

const NONE: Box[] = []
/** Rows that are drawn before more are asked for. */
const ROWS = 60

/** Labels to give, and a list of what is drawn. */
export function Editor(props: EditorProps<BoxesQuestion, BoxesAnswer, Gesture>) {
  const { question, answer, onView, onGesture, active, readOnly = false } = props
  const view = viewed(props.view)
  const [all, setAll] = useState(false)
  const boxes = answer?.boxes ?? NONE
  const keys = keysOf(question.labels)
  const touch = useTouch()
  const inHand = boxes.find(({ id }) => id === view.focus) ?? null
  const shown = all ? boxes : rowsAround(boxes, inHand)
  const picture = markedPicture(question, props.parts)
  // Rows are many and change seldom: what they call is always the same.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const look = useCallback((change: (view: BoxView) => BoxView) => {
    latest.current.onView(change(viewed(latest.current.view)))
  }, [])
  const send = useCallback((gesture: Gesture) => {
    latest.current.onGesture(gesture)
  }, [])
  const nameOf = (id: string | null) => question.labels.find((label) => label.id === id)?.name ?? ''
  const held = view.held !== null
  return (
    <div className={styles.editor}>
      <div className={styles.labels} role="group" aria-label={s.labels}>
        {question.labels.map((label, n) => (
          <button
            key={label.id}
            type="button"
            className={styles.label}
            style={colored(markColor(label.color, n))}
            data-dashed={dashOf(n).length > 0 || undefined}
            title={label.help || undefined}
            aria-pressed={view.held === label.id}
            aria-keyshortcuts={keys[n] ?? undefined}
            data-given={inHand?.label === label.id || undefined}
            disabled={readOnly}
            onMouseDown={keepFocus}
            onClick={() => {
              if (inHand && !held) onGesture({ does: 'label', box: inHand.id, label: label.id })
              else onView({ ...view, held: view.held === label.id ? null : label.id, last: label.id })
            }}
          >
            {keys[n] && <KeyCap quiet={!active}>{keys[n]}</KeyCap>}
            {label.name}
          </button>
        ))}
      </div>
      <p className={styles.hint} aria-live="polite">
        {hintOf(touch, held ? nameOf(view.held) : null, inHand && nameOf(inHand.label))}
      </p>
      {boxes.length > 0 ? (
        <>
          <h3 className={styles.listTitle}>
            {s.list} <span className={styles.note}>{boxes.length}</span>
          </h3>
          <ul className={styles.list}>
            {shown.map((box) => (
              <BoxRow
                key={box.id}
                box={box}
                question={question}
                width={picture?.width ?? Infinity}
                height={picture?.height ?? Infinity}
                inHand={box === inHand}
                hidden={view.hidden.includes(box.id)}
                locked={view.locked.includes(box.id)}
                readOnly={readOnly}
                look={look}
                send={send}
              />
            ))}
          </ul>
          {shown.length < boxes.length && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                setAll(true)
              }}
            >
              {s.more(boxes.length - shown.length)}
            </Button>
          )}
        </>
      ) : (
        <button
          type="button"
          className={styles.label}
          style={{ ...colored('var(--gw-line-strong)'), justifySelf: 'start' }}
          aria-pressed={answer !== null}
          aria-keyshortcuts={NOTHING}
          disabled={readOnly}
          onMouseDown={keepFocus}
          onClick={() => {
            onGesture(answer === null ? { does: 'none' } : { does: 'clear' })
          }}
        >
          <KeyCap quiet={!active}>{NOTHING}</KeyCap>
          {s.nothingButton}
        </button>
      )}
      {touch && !readOnly && (
        <Button
          variant="default"
          size="xs"
          style={{ justifySelf: 'start' }}
          onClick={() => {
            onView({ ...view, focus: null, held: held ? null : labelNow(question, view) })
          }}
        >
          {s.draw}
        </Button>
      )}
      <details className={styles.keys}>
        <summary>{s.keysTitle}</summary>
        {s.keys.map(([key, does]) => (
          <div key={key}>
            <strong>{key}</strong> {does}
          </div>
        ))}
      </details>
    </div>
  )
}

function hintOf(touch: boolean, held: string | null, inHand: string | null): string {
  if (held !== null) return (touch ? s.heldTouch : s.held)(held)
  if (inHand !== null) return (touch ? s.inHandTouch : s.inHand)(inHand)
  return touch ? s.idleTouch : s.idle
}

/** The rows of a long list around the box in hand. */
function rowsAround(boxes: Box[], inHand: Box | null): Box[] {
  const at = inHand ? boxes.indexOf(inHand) : 0
  const start = Math.max(0, Math.min(at - ROWS / 2, boxes.length - ROWS))
  return boxes.slice(start, start + ROWS)
}
