import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { colorOf } from '@/text/colors'
import { offsetsOf } from '@/text/offsets'
import { words as s } from './words'
import { useTouch } from '@/ui/useTouch'
import type { PartLike } from '../contract'
import { keysOf } from '../labels'
import { hintOf, inHandOf, labelling } from './hand'
import { rowsAround } from '../look'
import { LabelButtons, MarkKeys, MarkList, NothingButton } from '../Marks'
import marks from '../Marks.module.css'
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
    <div className={marks.editor}>
      <LabelButtons
        title={s.labels}
        labels={question.labels}
        keys={keys}
        lookOf={({ color }, n) => ({ color: colorOf(color, n) })}
        held={view.held}
        given={inHand?.label}
        active={props.active}
        isOff={() => readOnly}
        onPress={({ id }) => {
          const move = labelling({ spans: had, view }, id)
          if (move.do === 'send') send(move.gesture)
          else onView(move.view)
        }}
      />
      {props.more}
      <p className={marks.hint} data-strong={view.selected !== null || undefined} aria-live="polite">
        {props.hint ?? hintOf({ question, spans: had, view }, touch)}
      </p>
      {had.length > 0 ? (
        <MarkList
          title={s.list}
          count={had.length}
          left={had.length - shown.length}
          more={s.more}
          onMore={() => {
            setAll(true)
          }}
        >
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
        </MarkList>
      ) : (
        <NothingButton
          name={s.nothingButton}
          shortcut={NOTHING}
          isSaid={spans !== null}
          active={props.active}
          readOnly={readOnly}
          onSay={() => {
            send(spans === null ? { does: 'none' } : { does: 'clear' })
          }}
        />
      )}
      <MarkKeys title={s.keysTitle} keys={s.keys} />
    </div>
  )
}
