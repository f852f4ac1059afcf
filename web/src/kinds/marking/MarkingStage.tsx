import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Arc } from '@/text/Arcs'
import { colorOf } from '@/text/colors'
import { find } from '@/text/find'
import { offsetsOf } from '@/text/offsets'
import { SearchField } from './SearchField'
import { cut, signBorder } from '@/text/steps'
import { TextStage, type Mark } from '@/text/TextStage'
import { marking as s } from '@/ui/strings/marking'
import type { PartLike } from '../contract'
import { blocked, neighbour, withFragment, type MarkView, type SpanGesture, type Stretch } from './reduce'
import { keyOf, markedPart, short, type Fragment, type MarkingQuestion, type Span } from './schema'
import styles from './Marking.module.css'

interface StageProps {
  question: MarkingQuestion
  spans: Span[]
  parts: PartLike[]
  view: MarkView
  onView: (view: MarkView) => void
  send: (gesture: SpanGesture) => void
  active: boolean
  readOnly: boolean
  arcs?: readonly Arc[]
  onJoin?: (from: string, to: string) => void
}

/** The text of an item with what is marked in it: the half of the editor that lies where the material lies. */
export function MarkingStage(props: StageProps) {
  const { question, spans, view, onView, send, readOnly } = props
  const part = markedPart(question, props.parts)
  const text = part?.text ?? ''
  const stage = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [phrase, setPhrase] = useState('')
  const [at, setAt] = useState(0)
  const searched = useDeferredValue(phrase)
  const found = useMemo(() => find(text, searched), [searched, text])
  const offsets = useMemo(() => offsetsOf(text), [text])
  const names = useMemo(
    () =>
      new Map(
        question.labels.map((label, i) => [label.id, { name: label.name, color: colorOf(label.color, i) }]),
      ),
    [question.labels],
  )
  const marks = useMemo(
    () =>
      spans.map((span): Mark => {
        const { name, color } = names.get(span.label) ?? { name: span.label, color: '#777777' }
        return { key: keyOf(span), name, color, fragments: span.fragments }
      }),
    [names, spans],
  )
  const inHand = spans.find((span) => keyOf(span) === view.focus) ?? null

  const select = (selected: Stretch | null) => {
    const label = view.held !== null && names.has(view.held) ? view.held : null
    if (selected && label !== null && !readOnly && blocked(question, spans, selected.at, label) === null)
      send({ does: 'label', label, stretch: selected, span: null })
    else onView({ ...view, selected })
  }
  const reshape = (span: Span, fragments: Fragment[]) => {
    const quotes = fragments.map((fragment) => offsets.cut(...fragment))
    send({ does: 'reshape', span: keyOf(span), fragments, text: quotes.join(' ') })
  }

  const onKey = (key: string): boolean => {
    switch (key) {
      case '.':
      case ',': {
        const place = view.selected?.at[0] ?? 0
        const next = neighbour(spans, view.focus, key === '.' ? 1 : -1, place)
        if (next) onView({ ...view, selected: null, focus: keyOf(next) })
        return true
      }
      case 'Delete':
      case 'Backspace':
        if (inHand && !readOnly) send({ does: 'remove', span: keyOf(inHand) })
        return inHand !== null
      case '+':
      case '=':
        if (!inHand || !view.selected || readOnly) return false
        reshape(inHand, withFragment(inHand.fragments, view.selected.at))
        return true
      case '[':
      case ']':
      case '{':
      case '}': {
        if (!inHand || readOnly) return false
        const moved = movedEnd(text, offsets, inHand, key)
        if (moved) reshape(inHand, moved)
        return true
      }
      case 'Escape':
        if (view.from === null && view.held === null && view.focus === null) return false
        // One thing after the other is let go of.
        if (view.from !== null) onView({ ...view, from: null, held: null })
        else if (view.held !== null) onView({ ...view, held: null })
        else onView({ ...view, focus: null })
        return true
      case '/':
        field.current?.focus()
        field.current?.select()
        return true
      default:
        return false
    }
  }

  const go = (way: 1 | -1) => {
    if (found.length === 0) return
    const next = (at + way + found.length) % found.length
    setAt(next)
  }
  const leave = () => {
    // What is drawn may lag behind what was typed last.
    const range = find(text, phrase)[at]
    stage.current?.focus({ preventScroll: true })
    if (range)
      select({ at: [offsets.toPoints(range[0]), offsets.toPoints(range[1])], text: cut(text, range) })
    setPhrase('')
    setAt(0)
  }

  if (!part) return <p className={styles.note}>{s.noText(question.part)}</p>
  return (
    <section className={styles.frame} aria-label={part.title || part.name}>
      <div className={styles.head}>
        {props.parts.length > 1 && <h3 className={styles.title}>{part.title || part.name}</h3>}
        <SearchField
          field={field}
          phrase={phrase}
          count={found.length}
          at={Math.min(at, Math.max(found.length - 1, 0))}
          onPhrase={(next) => {
            setPhrase(next)
            setAt(0)
          }}
          onGo={go}
          onLeave={leave}
        />
      </div>
      <TextStage
        stage={stage}
        text={text}
        label={s.textLabel(question.title)}
        marks={marks}
        arcs={props.arcs}
        focus={view.focus}
        selected={view.selected}
        found={found}
        foundAt={found[at] ?? null}
        held={view.held !== null}
        active={props.active}
        said={view.selected ? s.selectedNow(short(view.selected.text, 80)) : saidOf(names, inHand)}
        onSelect={select}
        onFocus={(focus) => {
          // The second press of a double click changes nothing.
          if (focus !== view.focus || view.selected) onView({ ...view, focus, selected: null })
        }}
        onKey={onKey}
        onJoin={props.onJoin}
      />
    </section>
  )
}

function saidOf(names: Map<string, { name: string }>, span: Span | null): string {
  return span ? `${names.get(span.label)?.name ?? span.label}: ${short(span.text, 80)}` : ''
}

/** The fragments of a span whose first start or last end is moved by one character; null when that can't be. */
function movedEnd(
  text: string,
  offsets: ReturnType<typeof offsetsOf>,
  span: Span,
  key: '[' | ']' | '{' | '}',
): Fragment[] | null {
  const way = key === '[' || key === '{' ? -1 : 1
  const last = key === '[' || key === ']'
  const n = last ? span.fragments.length - 1 : 0
  const fragment = span.fragments[n]
  if (!fragment) return null
  const [start, end] = fragment
  const border = offsets.toPoints(signBorder(text, offsets.toUnits(last ? end : start), way))
  const moved: Fragment = last ? [start, border] : [border, end]
  if (moved[0] >= moved[1]) return null
  return withFragment(
    span.fragments.filter((_, i) => i !== n),
    moved,
  )
}
