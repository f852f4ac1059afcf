/** What a hand on a text and beside it comes to, without a browser: a gesture that answers, or another look at it all. */
import { signBorder } from '@/text/steps'
import type { Offsets } from '@/text/offsets'
import { words as s } from './words'
import { blocked, neighbour, withFragment, type MarkView, type SpanGesture, type Stretch } from './reduce'
import { keyOf, short, type Fragment, type MarkingQuestion, type Span } from './schema'

/** What the hand works on. */
export interface Ground {
  question: MarkingQuestion
  spans: Span[]
  view: MarkView
  /** The text, and where its characters are. */
  offsets: Offsets
  readOnly: boolean
}

export type Move =
  | { do: 'send'; gesture: SpanGesture }
  | { do: 'view'; view: MarkView }
  /** The field of the search gets the focus. */
  | { do: 'search' }

const look = (view: MarkView) => ({ do: 'view', view }) as const
const send = (gesture: SpanGesture) => ({ do: 'send', gesture }) as const

export const inHandOf = ({ spans, view }: Pick<Ground, 'spans' | 'view'>): Span | null =>
  spans.find((span) => keyOf(span) === view.focus) ?? null

/** Something was selected: with a label held it is marked at once, where that can be. */
export function selecting({ question, spans, view, readOnly }: Ground, selected: Stretch | null): Move {
  const label = question.labels.find((one) => one.id === view.held)
  return selected && label && !readOnly && blocked(question, spans, selected.at, label.id) === null
    ? send({ does: 'label', label: label.id, stretch: selected, span: null })
    : look({ ...view, selected })
}

/** A mark was pointed at, or nothing; the second press of a double click changes nothing. */
export function focusing({ view }: Ground, focus: string | null): Move[] {
  return focus !== view.focus || view.selected ? [look({ ...view, focus, selected: null })] : []
}

/** A label was chosen beside the text: for what is selected, else for the span in hand, else for what comes. */
export function labelling(
  { spans, view }: Pick<Ground, 'spans' | 'view'>,
  label: string,
): Exclude<Move, { do: 'search' }> {
  const span = inHandOf({ spans, view })
  if (view.selected) return send({ does: 'label', label, stretch: view.selected, span: null })
  if (span) return send({ does: 'label', label, stretch: null, span: keyOf(span) })
  return look({ ...view, from: null, held: view.held === label ? null : label })
}

/** What a key on the text does, besides those that select; null: it is somebody else's. */
export function keyed(ground: Ground, key: string): Move[] | null {
  const { spans, view, offsets, readOnly } = ground
  const span = inHandOf(ground)
  switch (key) {
    case '.':
    case ',': {
      const next = neighbour(spans, view.focus, key === '.' ? 1 : -1, view.selected?.at[0] ?? 0)
      return next ? [look({ ...view, selected: null, focus: keyOf(next) })] : []
    }
    case 'Delete':
    case 'Backspace':
      if (!span) return null
      return readOnly ? [] : [send({ does: 'remove', span: keyOf(span) })]
    case '+':
    case '=':
      return span && view.selected && !readOnly ? [send(withPiece(offsets, span, view.selected))] : null
    case '[':
    case ']':
    case '{':
    case '}': {
      if (!span || readOnly) return null
      const moved = movedEnd(offsets, span, key)
      return moved ? [send(reshaped(offsets, span, moved))] : []
    }
    case 'Escape':
      // One thing after the other is let go of.
      if (view.from !== null) return [look({ ...view, from: null, held: null })]
      if (view.held !== null) return [look({ ...view, held: null })]
      return view.focus === null ? null : [look({ ...view, focus: null })]
    case '/':
      return [{ do: 'search' }]
    default:
      return null
  }
}

/** The span with what is selected as another piece. */
export const withPiece = (offsets: Offsets, span: Span, selected: Stretch): SpanGesture =>
  reshaped(offsets, span, withFragment(span.fragments, selected.at))

/** The span without one of its pieces. */
export const withoutPiece = (offsets: Offsets, span: Span, piece: Fragment): SpanGesture =>
  reshaped(
    offsets,
    span,
    span.fragments.filter((one) => one !== piece),
  )

function reshaped(offsets: Offsets, span: Span, fragments: Fragment[]): SpanGesture {
  const quotes = fragments.map((fragment) => offsets.cut(...fragment))
  return { does: 'reshape', span: keyOf(span), fragments, text: quotes.join(' ') }
}

/** The fragments of a span whose first start or last end is moved by one character; null when that can't be. */
function movedEnd(offsets: Offsets, span: Span, key: '[' | ']' | '{' | '}'): Fragment[] | null {
  const way = key === '[' || key === '{' ? -1 : 1
  const last = key === '[' || key === ']'
  const n = last ? span.fragments.length - 1 : 0
  const fragment = span.fragments[n]
  if (!fragment) return null
  const [start, end] = fragment
  const border = offsets.toPoints(signBorder(offsets.text, offsets.toUnits(last ? end : start), way))
  const moved: Fragment = last ? [start, border] : [border, end]
  if (moved[0] >= moved[1]) return null
  return withFragment(
    span.fragments.filter((_, i) => i !== n),
    moved,
  )
}

/** What to do next, in words. `touch`: by fingers, without keys. */
export function hintOf(
  { question, spans, view }: Pick<Ground, 'question' | 'spans' | 'view'>,
  touch: boolean,
): string {
  const name = (id: string) => question.labels.find((label) => label.id === id)?.name ?? id
  const inHand = inHandOf({ spans, view })
  if (view.selected) {
    if (blocked(question, spans, view.selected.at, null) === 'crossing') return s.blockedCrossing
    return s.selected(short(view.selected.text, 60))
  }
  if (view.held !== null && question.labels.some((label) => label.id === view.held))
    return touch ? s.heldTouch(name(view.held)) : s.held(name(view.held))
  if (inHand) return (touch ? s.inHandTouch : s.inHand)(name(inHand.label), short(inHand.text))
  return touch ? s.idleTouch : s.idle
}
