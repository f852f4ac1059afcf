import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keysOf } from '../labels'
import { penOf, type Craft, type RegionWords } from './craft'
import { rowsAround } from '../look'
import { LabelButtons, MarkKeys, MarkList, NothingButton } from '../Marks'
import type { RegionGesture } from './reduce'
import { RegionRow, type DetailsProps } from './RegionRow'
import marks from '../Marks.module.css'
import { markedPicture, type Region, type RegionQuestion } from './schema'
import { labelNow, NOTHING, viewed, type RegionView } from './view'
import { words as s } from './words'

const NONE: never[] = []

interface Props<Q extends RegionQuestion, A, R extends Region, G> extends EditorProps<
  Q,
  A,
  G | RegionGesture
> {
  craft: Craft<A, R, Q>
  Details: ComponentType<DetailsProps<Q, R, G>>
  /** What is to be done next; null: what all kinds say. */
  hint?: React.ReactNode
  /** Buttons for what keys do, too. */
  tools?: React.ReactNode
}

/** Labels to give, and a list of what is drawn. */
export function RegionEditor<Q extends RegionQuestion, A, R extends Region, G>(props: Props<Q, A, R, G>) {
  const { question, answer, onView, onGesture, active, craft, Details, readOnly = false } = props
  const view = viewed(props.view)
  const [all, setAll] = useState(false)
  const regions: readonly R[] = answer ? craft.regionsOf(answer) : NONE
  const keys = keysOf(question.labels)
  const touch = useTouch()
  const inHand = regions.find(({ id }) => id === view.focus) ?? null
  const shown = all ? regions : rowsAround(regions, inHand)
  const picture = markedPicture(question, props.parts)
  // Rows are many and change seldom: what they call is always the same.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const look = useCallback((change: (view: RegionView) => RegionView) => {
    latest.current.onView(change(viewed(latest.current.view)))
  }, [])
  const send = useCallback((gesture: G | RegionGesture) => {
    latest.current.onGesture(gesture)
  }, [])
  const held = view.held !== null
  return (
    <div className={marks.editor}>
      <LabelButtons
        title={s.labels}
        labels={question.labels}
        keys={keys}
        lookOf={({ id }) => {
          const { color, dash } = penOf(question, id)
          return { color, dashed: dash.length > 0 }
        }}
        held={view.held}
        given={inHand?.label}
        active={active}
        isOff={() => readOnly}
        onPress={({ id }) => {
          if (inHand && !held) onGesture({ does: 'label', region: inHand.id, label: id })
          else onView({ ...view, held: view.held === id ? null : id, last: id })
        }}
      />
      <p className={marks.hint} aria-live="polite">
        {props.hint ??
          hintOf(
            craft.words,
            touch,
            view.held && penOf(question, view.held).name,
            inHand && penOf(question, inHand.label).name,
          )}
      </p>
      {!readOnly && props.tools}
      {regions.length > 0 ? (
        <MarkList
          title={craft.words.list}
          count={regions.length}
          left={regions.length - shown.length}
          more={s.more}
          onMore={() => {
            setAll(true)
          }}
        >
          {shown.map((region) => (
            <RegionRow
              key={region.id}
              region={region}
              question={question}
              place={craft.placeOf(region)}
              width={picture?.width ?? Infinity}
              height={picture?.height ?? Infinity}
              inHand={region === inHand}
              hidden={view.hidden.includes(region.id)}
              locked={view.locked.includes(region.id)}
              readOnly={readOnly}
              view={region === inHand ? props.view : null}
              look={look}
              send={send}
              Details={Details}
            />
          ))}
        </MarkList>
      ) : (
        <NothingButton
          name={s.nothingButton}
          shortcut={NOTHING}
          isSaid={answer !== null}
          active={active}
          readOnly={readOnly}
          onSay={() => {
            onGesture(answer === null ? { does: 'none' } : { does: 'clear' })
          }}
        />
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
          {craft.words.draw}
        </Button>
      )}
      <MarkKeys title={s.keysTitle} keys={[...craft.words.ownKeys, ...s.keys]} />
    </div>
  )
}

function hintOf(words: RegionWords, touch: boolean, held: string | null, inHand: string | null): string {
  if (held !== null) return (touch ? words.heldTouch : words.held)(held)
  if (inHand !== null) return (touch ? words.inHandTouch : words.inHand)(inHand)
  return touch ? words.idleTouch : words.idle
}
