import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { memo, useCallback, useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { colorOf } from '@/text/colors'
import { KeyCap } from '@/ui/KeyCap'
import { marking as s } from '@/ui/strings/marking'
import styles from './Marking.module.css'
import { blocked, NOTHING, withFragment, type MarkView, type SpanGesture, type Stretch } from './reduce'
import { keyOf, keysOf, short, type MarkingQuestion, type Span, type SpanLabel } from './schema'

interface EditorProps {
  question: MarkingQuestion
  /** null: nothing has been said yet. */
  spans: Span[] | null
  view: MarkView
  onView: (view: MarkView) => void
  send: (gesture: SpanGesture) => void
  active: boolean
  readOnly: boolean
  /** What stands under the labels, and what is said there instead of the usual hint. */
  more?: ReactNode
  hint?: string | null
}

export const colored = (color: string) => ({ '--mark': color }) as CSSProperties

/** A press of the mouse on a button here leaves the focus, and the selection, where they are. */
export const keepFocus = (event: { preventDefault: () => void }) => {
  event.preventDefault()
}

/** More rows than this are asked for. */
const ROWS = 60

/** Labels to give, and a list of what is marked. */
export function MarkingEditor(props: EditorProps) {
  const { question, spans, view, onView, send, readOnly } = props
  const [all, setAll] = useState(false)
  const keys = keysOf(question.labels)
  const had = spans ?? []
  const inHand = had.find((span) => keyOf(span) === view.focus) ?? null
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
              if (view.selected) send({ does: 'label', label: label.id, stretch: view.selected, span: null })
              else if (inHand) send({ does: 'label', label: label.id, stretch: null, span: keyOf(inHand) })
              else onView({ ...view, from: null, held: view.held === label.id ? null : label.id })
            }}
          >
            {keys[i] && <KeyCap quiet={!props.active}>{keys[i]}</KeyCap>}
            {label.name}
          </button>
        ))}
      </div>
      {props.more}
      <p className={styles.hint} data-strong={view.selected !== null || undefined} aria-live="polite">
        {props.hint ?? hintOf(question, had, view, inHand)}
      </p>
      {had.length > 0 ? (
        <>
          <h3 className={styles.listTitle}>
            {s.list} <span className={styles.note}>{had.length}</span>
          </h3>
          <ul className={styles.list}>
            {shown.map((span) => (
              <Row
                key={keyOf(span)}
                span={span}
                question={question}
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
      <details className={styles.note}>
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

function rowsAround(spans: Span[], inHand: Span | null): Span[] {
  const at = inHand ? spans.indexOf(inHand) : 0
  const start = Math.max(0, Math.min(at - ROWS / 2, spans.length - ROWS))
  return spans.slice(start, start + ROWS)
}

function hintOf(question: MarkingQuestion, spans: Span[], view: MarkView, inHand: Span | null): string {
  const name = (id: string) => question.labels.find((label) => label.id === id)?.name ?? id
  if (view.selected) {
    if (blocked(question, spans, view.selected.at, null) === 'crossing') return s.blockedCrossing
    return s.selected(short(view.selected.text, 60))
  }
  if (view.held !== null && question.labels.some((label) => label.id === view.held))
    return s.held(name(view.held))
  return inHand ? s.inHand(name(inHand.label), short(inHand.text)) : s.idle
}

interface RowProps {
  span: Span
  question: MarkingQuestion
  inHand: boolean
  /** What is selected in the text while this span is in hand. */
  selected: Stretch | null
  readOnly: boolean
  take: (focus: string | null) => void
  send: (gesture: SpanGesture) => void
}

const Row = memo(function Row({ span, question, inHand, selected, readOnly, take, send }: RowProps) {
  const place = question.labels.findIndex((label) => label.id === span.label)
  const label = question.labels[place]
  const name = label?.name ?? span.label
  return (
    <li
      className={styles.row}
      style={colored(colorOf(label?.color ?? null, place))}
      data-focus={inHand || undefined}
    >
      <div className={styles.line}>
        <button
          type="button"
          className={styles.take}
          aria-expanded={inHand}
          onClick={() => {
            take(inHand ? null : keyOf(span))
          }}
        >
          <span className={styles.of}>{name}</span>
          <span className={styles.quote} dir="auto">
            {short(span.text, inHand ? 400 : 80)}
          </span>
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={s.remove(name, short(span.text, 80))}
          disabled={readOnly}
          onMouseDown={keepFocus}
          onClick={() => {
            send({ does: 'remove', span: keyOf(span) })
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
      {inHand && label && (
        <Details span={span} label={label} selected={selected} readOnly={readOnly} send={send} />
      )}
    </li>
  )
}, sameRow)

/** Ids count in the order of the text, so a new span changes those behind it; nothing of that is seen in their rows. */
function sameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.span.label === b.span.label &&
    a.span.fragments === b.span.fragments &&
    a.span.text === b.span.text &&
    a.span.attributes === b.span.attributes &&
    a.question === b.question &&
    a.inHand === b.inHand &&
    a.selected === b.selected &&
    a.readOnly === b.readOnly &&
    a.take === b.take &&
    a.send === b.send
  )
}

interface DetailsProps extends Pick<RowProps, 'span' | 'selected' | 'readOnly' | 'send'> {
  label: SpanLabel
}

function Details({ span, label, selected, readOnly, send }: DetailsProps) {
  const quotes = span.fragments.length > 1
  if (!quotes && !selected && label.attributes.length === 0) return null
  return (
    <div className={styles.details}>
      {label.attributes.map((attribute) =>
        attribute.options.length > 0 ? (
          <NativeSelect
            key={attribute.id}
            size="xs"
            label={attribute.name}
            disabled={readOnly}
            error={attribute.required && span.attributes[attribute.id] === undefined}
            data={[
              { value: '', label: s.none },
              ...attribute.options.map((option) => ({ value: option.id, label: option.name })),
            ]}
            value={span.attributes[attribute.id] ?? ''}
            onChange={(event) => {
              send({
                does: 'say',
                span: keyOf(span),
                attribute: attribute.id,
                value: event.currentTarget.value || null,
              })
            }}
          />
        ) : (
          <TextInput
            key={attribute.id}
            size="xs"
            label={attribute.name}
            disabled={readOnly}
            maxLength={2000}
            error={attribute.required && span.attributes[attribute.id] === undefined}
            value={span.attributes[attribute.id] ?? ''}
            onChange={(event) => {
              send({
                does: 'say',
                span: keyOf(span),
                attribute: attribute.id,
                value: event.currentTarget.value,
              })
            }}
          />
        ),
      )}
      {selected && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          rightSection={<KeyCap>+</KeyCap>}
          onMouseDown={keepFocus}
          onClick={() => {
            const fragments = withFragment(span.fragments, selected.at)
            const texts = textsOf(span)
            texts.set(selected.at.join(), selected.text)
            const whole = fragments.map((f) => texts.get(f.join()))
            // Pieces that grow together need the text itself: the stage has it, and the key + goes there.
            if (whole.every((one) => one !== undefined))
              send({ does: 'reshape', span: keyOf(span), fragments, text: whole.join(' ') })
          }}
        >
          {s.addFragment}
        </Button>
      )}
      {quotes && (
        <div className={styles.pieces} role="group" aria-label={s.pieces}>
          {span.fragments.map((fragment) => {
            const quote = textsOf(span).get(fragment.join()) ?? ''
            return (
              <Button
                key={fragment.join()}
                size="compact-xs"
                variant="default"
                disabled={readOnly}
                rightSection={<IconX size={12} />}
                aria-label={s.dropFragment(short(quote))}
                onMouseDown={keepFocus}
                onClick={() => {
                  const texts = textsOf(span)
                  const left = span.fragments.filter((one) => one !== fragment)
                  const text = left.map((one) => texts.get(one.join()) ?? '').join(' ')
                  send({ does: 'reshape', span: keyOf(span), fragments: left, text })
                }}
              >
                {short(quote, 24)}
              </Button>
            )
          })}
        </div>
      )}
    </div>
  )
}

/** What each fragment covers, cut out of the quote: they stand in it one after the other, a space between two. */
function textsOf(span: Span): Map<string, string> {
  const signs = [...span.text]
  const texts = new Map<string, string>()
  let at = 0
  for (const fragment of span.fragments) {
    const length = fragment[1] - fragment[0]
    texts.set(fragment.join(), signs.slice(at, at + length).join(''))
    at += length + 1
  }
  return texts
}
