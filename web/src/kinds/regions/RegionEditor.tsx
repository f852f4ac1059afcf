import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { useTouch } from '@/ui/useTouch'
import type { EditorProps } from '../contract'
import { keysOf } from '../labels'
import { penOf, type Craft, type RegionWords } from './craft'
import { colored, keepFocus } from './look'
import type { RegionGesture } from './reduce'
import { RegionRow, type DetailsProps } from './RegionRow'
import styles from './Regions.module.css'
import { markedPicture, type Region, type RegionQuestion } from './schema'
import { labelNow, NOTHING, viewed, type RegionView } from './view'
import { words as s } from './words'

const NONE: never[] = []
/** Rows that are drawn before more are asked for. */
const ROWS = 60

interface Props<Q extends RegionQuestion, A, R extends Region, G> extends EditorProps<
  Q,
  A,
  G | RegionGesture
> {
  craft: Craft<A, R>
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
    <div className={styles.editor}>
      <div className={styles.labels} role="group" aria-label={s.labels}>
        {question.labels.map((label, n) => {
          const { color, dash } = penOf(question, label.id)
          return (
            <button
              key={label.id}
              type="button"
              className={styles.label}
              style={colored(color)}
              data-dashed={dash.length > 0 || undefined}
              title={label.help || undefined}
              aria-pressed={view.held === label.id}
              aria-keyshortcuts={keys[n] ?? undefined}
              data-given={inHand?.label === label.id || undefined}
              disabled={readOnly}
              onMouseDown={keepFocus}
              onClick={() => {
                if (inHand && !held) onGesture({ does: 'label', region: inHand.id, label: label.id })
                else onView({ ...view, held: view.held === label.id ? null : label.id, last: label.id })
              }}
            >
              {keys[n] && <KeyCap quiet={!active}>{keys[n]}</KeyCap>}
              {label.name}
            </button>
          )
        })}
      </div>
      <p className={styles.hint} aria-live="polite">
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
        <>
          <h3 className={styles.listTitle}>
            {craft.words.list} <span className={styles.note}>{regions.length}</span>
          </h3>
          <ul className={styles.list}>
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
          </ul>
          {shown.length < regions.length && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => {
                setAll(true)
              }}
            >
              {s.more(regions.length - shown.length)}
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
          {craft.words.draw}
        </Button>
      )}
      <details className={styles.keys}>
        <summary>{s.keysTitle}</summary>
        {[...craft.words.ownKeys, ...s.keys].map(([key, does]) => (
          <div key={key}>
            <strong>{key}</strong> {does}
          </div>
        ))}
      </details>
    </div>
  )
}

function hintOf(words: RegionWords, touch: boolean, held: string | null, inHand: string | null): string {
  if (held !== null) return (touch ? words.heldTouch : words.held)(held)
  if (inHand !== null) return (touch ? words.inHandTouch : words.inHand)(inHand)
  return touch ? words.idleTouch : words.idle
}

/** The rows of a long list around the region in hand. */
function rowsAround<R extends Region>(regions: readonly R[], inHand: R | null): readonly R[] {
  const at = inHand ? regions.indexOf(inHand) : 0
  const start = Math.max(0, Math.min(at - ROWS / 2, regions.length - ROWS))
  return regions.slice(start, start + ROWS)
}
