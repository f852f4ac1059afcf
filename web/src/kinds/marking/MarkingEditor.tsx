import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { colorOf } from '@/text/colors'
import { offsetsOf } from '@/text/offsets'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import { useTouch } from '@/ui/useTouch'
import type { PartLike } from '../contract'
import { keysOf } from '../labels'
import { hintOf, inHandOf, labelling, rowsAround } from './hand'
import { colored, keepFocus } from './look'
import styles from './Marking.module.css'
import { NOTHING, type MarkView, type SpanGesture } from './reduce'
import { keyOf, markedPart, type MarkingQuestion, type Span } from './schema'
import { SpanRow } from './SpanRow'

interface EditorProps {
  question: MarkingQuestion
  /** null: nothing has been said yet. */
  spans: Span[] | null
  parts: PartLike[]
  view: MarkView
  onView: (view: MarkView) => void
  send: (gesture: SpanGesture) => void
  active: boolean
  readOnly: boolean
  /** What stands under the labels, and what is said there instead of the usual hint. */
  more?: ReactNode
  hint?: string | null
}

/** Labels to give, and a list of what is marked. */
export function MarkingEditor(props: EditorProps) {
  const { question, spans, view, onView, send, readOnly } = props
  const [all, setAll] = useState(false)
  const keys = keysOf(question.labels)
  const had = spans ?? []
  const inHand = inHandOf({ spans: had, view })
  const text = markedPart(question, props.parts)?.text ?? ''
  const offsets = useMemo(() => offsetsOf(text), [text])
  const touch = useTouch()
  const shown = all ? had : rowsAround(had, inHand)
  // Rows are many and change seldom: what they call is always the same.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const take = useCallback((focus: string | null) => {
    latest.current.onView({ ...latest.current.view, focus })
  }, [])
  const sendRow = useCallback((gesture: SpanGesture) => {
    latest.current.send(gesture)
  }, [])
  return (
    <div className={styles.editor}>
      <div className={styles.labels} role="group" aria-label={s.labels}>
        {question.labels.map((label, i) => (
          <button
            key={label.id}
            type="button"
            className={styles.label}
            style={colored(colorOf(label.color, i))}
            title={label.help || undefined}
            aria-pressed={view.held === label.id}
            aria-keyshortcuts={keys[i] ?? undefined}
            data-given={inHand?.label === label.id || undefined}
            disabled={readOnly}
            onMouseDown={keepFocus}
            onClick={() => {
              const move = labelling({ spans: had, view }, label.id)
              if (move.do === 'send') send(move.gesture)
              else onView(move.view)
            }}
          >
            {keys[i] && <KeyCap quiet={!props.active}>{keys[i]}</KeyCap>}
            {label.name}
          </button>
        ))}
      </div>
      {props.more}
      <p className={styles.hint} data-strong={view.selected !== null || undefined} aria-live="polite">
        {props.hint ?? hintOf({ question, spans: had, view }, touch)}
      </p>
      {had.length > 0 ? (
        <>
          <h3 className={styles.listTitle}>
            {s.list} <span className={styles.note}>{had.length}</span>
          </h3>
          <ul className={styles.list}>
            {shown.map((span) => (
              <SpanRow
                key={keyOf(span)}
                span={span}
                question={question}
                offsets={offsets}
                inHand={span === inHand}
                selected={span === inHand ? view.selected : null}
                readOnly={readOnly}
                take={take}
                send={sendRow}
              />
            ))}
          </ul>
          {shown.length < had.length && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                setAll(true)
              }}
            >
              {s.more(had.length - shown.length)}
            </Button>
          )}
        </>
      ) : (
        <button
          type="button"
          className={styles.label}
          style={{ ...colored('var(--gw-line-strong)'), justifySelf: 'start' }}
          aria-pressed={spans !== null}
          aria-keyshortcuts={NOTHING}
          disabled={readOnly}
          onMouseDown={keepFocus}
          onClick={() => {
            send(spans === null ? { does: 'none' } : { does: 'clear' })
          }}
        >
          <KeyCap quiet={!props.active}>{NOTHING}</KeyCap>
          {s.nothingButton}
        </button>
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
