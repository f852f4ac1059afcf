/** What gestures do to spans, and what the hand is at while it makes them. */
import { keysOf } from '../labels'
import { saying, stillSaid } from '../markLabels'
import { endOf, inOrder, keyOf, startOf, type Fragment, type MarkingQuestion, type Span } from './schema'

/** A stretch of the text with what stands there: whoever makes a gesture has the text at hand. */
export interface Stretch {
  at: Fragment
  text: string
}

export type SpanGesture =
  /** A new span, or another label for the one of this key; without either nothing happens. */
  | { does: 'label'; label: string; stretch: Stretch | null; span: string | null }
  | { does: 'remove'; span: string }
  /** Other fragments for a span. */
  | { does: 'reshape'; span: string; fragments: Fragment[]; text: string }
  | { does: 'say'; span: string; attribute: string; value: string | null }
  | { does: 'none' }
  | { does: 'clear' }

/** What the hand is at; never part of an answer, and not undone. */
export interface MarkView {
  /** What is selected in the text. */
  selected: Stretch | null
  /** The span in hand, by its key. */
  focus: string | null
  /** The label that the next selection gets. */
  held: string | null
  /** Where an arc that is being drawn comes from, by its span's key. */
  from: string | null
}

export const IDLE: MarkView = { selected: null, focus: null, held: null, from: null }

export function viewed(view: unknown): MarkView {
  return typeof view === 'object' && view !== null ? { ...IDLE, ...view } : IDLE
}

/** The spans after a gesture; undefined: no answer any more. Ids tell what became of the spans. */
export function reduceSpans(
  question: MarkingQuestion,
  spans: Span[] | null,
  gesture: SpanGesture,
): { spans: Span[]; ids: Map<string, string> } | null | 'same' {
  const had = spans ?? []
  switch (gesture.does) {
    case 'clear':
      return null
    case 'none':
      return had.length === 0 ? inOrder([]) : 'same'
    case 'remove': {
      const left = had.filter((span) => keyOf(span) !== gesture.span)
      if (left.length === had.length) return 'same'
      // Nothing left is not yet the answer that there is nothing: that is said by itself.
      return left.length > 0 ? inOrder(left) : null
    }
    case 'label': {
      const known = question.labels.find((label) => label.id === gesture.label)
      if (!known) return 'same'
      if (gesture.stretch) {
        const { at, text } = gesture.stretch
        const made: Span = { id: 'new', label: known.id, fragments: [at], text, attributes: {} }
        return fits(question, had, made, null) ? inOrder([...had, made]) : 'same'
      }
      return changed(question, had, gesture.span, (span) => {
        return { ...span, label: known.id, attributes: stillSaid(known, span.attributes) }
      })
    }
    case 'reshape':
      return changed(question, had, gesture.span, (span) => ({
        ...span,
        fragments: gesture.fragments,
        text: gesture.text,
      }))
    case 'say':
      return changed(question, had, gesture.span, (span) => ({
        ...span,
        attributes: saying(span.attributes, gesture.attribute, gesture.value),
      }))
  }
}

function changed(
  question: MarkingQuestion,
  spans: Span[],
  key: string | null,
  change: (span: Span) => Span,
): { spans: Span[]; ids: Map<string, string> } | 'same' {
  const span = spans.find((one) => keyOf(one) === key)
  if (!span) return 'same'
  const made = change(span)
  if (!fits(question, spans, made, span)) return 'same'
  return inOrder(spans.map((one) => (one === span ? made : one)))
}

/** Whether a span may stand beside the others: not twice the same, and no crossing where that is not allowed. */
function fits(question: MarkingQuestion, spans: Span[], made: Span, instead: Span | null): boolean {
  if (made.fragments.length === 0) return false
  const others = spans.filter((span) => span !== instead)
  if (others.some((span) => keyOf(span) === keyOf(made))) return false
  return question.overlapping || !others.some((span) => cross(span.fragments, made.fragments))
}

export function cross(a: Fragment[], b: Fragment[]): boolean {
  return a.some(([start, end]) => b.some(([from, to]) => start < to && from < end))
}

/** Why a stretch can't get a label here; null: it can. */
export function blocked(question: MarkingQuestion, spans: Span[], at: Fragment, label: string | null) {
  if (label !== null && spans.some((span) => keyOf(span) === keyOf({ label, fragments: [at] })))
    return 'twice'
  return !question.overlapping && spans.some((span) => cross(span.fragments, [at])) ? 'crossing' : null
}

/** Fragments with one more, joined where they touch. */
export function withFragment(fragments: Fragment[], more: Fragment): Fragment[] {
  const joined: Fragment[] = []
  for (const [start, end] of [...fragments, more].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = end > last[1] ? end : last[1]
    else joined.push([start, end])
  }
  return joined
}

/** What the hand is at after a gesture: the span that was made or changed. */
export function followSpans(gesture: SpanGesture, view: MarkView): MarkView {
  switch (gesture.does) {
    case 'label':
      if (gesture.stretch)
        return {
          ...view,
          selected: null,
          focus: keyOf({ label: gesture.label, fragments: [gesture.stretch.at] }),
        }
      return gesture.span === null ? view : { ...view, focus: relabelled(gesture.span, gesture.label) }
    case 'reshape': {
      const label = gesture.span.slice(0, gesture.span.indexOf(' '))
      return { ...view, selected: null, focus: keyOf({ label, fragments: gesture.fragments }) }
    }
    case 'remove':
      return { ...view, focus: view.focus === gesture.span ? null : view.focus }
    default:
      return view
  }
}

function relabelled(key: string, label: string): string {
  return label + key.slice(key.indexOf(' '))
}

/**
 * What a key of a label does: labels what is selected, else the span in hand. With neither, a view at hand, it is no
 * gesture: then it holds the label. Without a view it says what the key is for.
 */
export function labelGesture(
  question: MarkingQuestion,
  key: string,
  view: MarkView | undefined,
): SpanGesture | null {
  if (key === NOTHING) return { does: 'none' }
  const label = question.labels[keysOf(question.labels).indexOf(key)]
  if (!label || (view && !view.selected && view.focus === null)) return null
  const stretch = view?.selected ?? null
  return { does: 'label', label: label.id, stretch, span: stretch ? null : (view?.focus ?? null) }
}

/** The key that says that there is nothing to mark. */
export const NOTHING = '-'

/** With nothing selected and no span in hand, a label's key holds it for the next selection, or lets go of it. */
export function labelView(question: MarkingQuestion, key: string, view: MarkView): MarkView | undefined {
  const label = question.labels[keysOf(question.labels).indexOf(key)]
  if (!label || view.selected || view.focus) return undefined
  return { ...view, held: view.held === label.id ? null : label.id, from: null }
}

/** The span before or behind the one in hand, or nearest to a place. */
export function neighbour(spans: Span[], focus: string | null, way: 1 | -1, place: number): Span | null {
  const at = spans.findIndex((span) => keyOf(span) === focus)
  if (at >= 0) return spans[(at + way + spans.length) % spans.length] ?? null
  const after = spans.findIndex((span) => startOf(span) >= place)
  if (way === 1) return (after < 0 ? spans[0] : spans[after]) ?? null
  return spans.findLast((span) => endOf(span) <= place) ?? spans.at(-1) ?? null
}
