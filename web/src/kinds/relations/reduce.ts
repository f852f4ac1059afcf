/** What gestures do to spans and to the relations between them. */
import {
  followSpans,
  labelGesture,
  labelView,
  reduceSpans,
  viewed,
  type MarkView,
  type SpanGesture,
} from '../marking/reduce'
import { keysOf } from '../labels'
import { keyOf, type Span } from '../marking/schema'
import { joins, nameOfArc, type Arc, type RelationsAnswer, type RelationsQuestion } from './schema'

/** Spans are named by their keys, as everywhere in gestures. */
export type Gesture =
  | SpanGesture
  | { does: 'join'; label: string; head: string; tail: string }
  | { does: 'part'; label: string; head: string; tail: string }

/** Keys of relations that have none of their own: the row of the hand at rest. */
const ROW = 'asdfghjkl'

export function relationKeys(question: RelationsQuestion): (string | null)[] {
  const taken = keysOf(question.labels).filter((key) => key !== null)
  return keysOf(question.relations, ROW, taken)
}

export function reduce(
  question: RelationsQuestion,
  answer: RelationsAnswer | null,
  gesture: Gesture,
): RelationsAnswer | null {
  const had = answer ?? { spans: [], relations: [] }
  if (gesture.does === 'join' || gesture.does === 'part') {
    const [head, tail] = [gesture.head, gesture.tail].map((key) =>
      had.spans.find((span) => keyOf(span) === key),
    )
    if (!head || !tail || head === tail) return answer
    const arc = { label: gesture.label, head: head.id, tail: tail.id }
    const there = had.relations.some((one) => nameOfArc(one) === nameOfArc(arc))
    if (gesture.does === 'part')
      return there
        ? { ...had, relations: had.relations.filter((one) => nameOfArc(one) !== nameOfArc(arc)) }
        : answer
    const type = question.relations.find((one) => one.id === gesture.label)
    if (there || !type || !joins(type, head.label, tail.label)) return answer
    return { ...had, relations: inOrder(had.spans, [...had.relations, arc]) }
  }
  const made = reduceSpans(question, answer?.spans ?? null, gesture)
  if (made === 'same') return answer
  if (made === null) return null
  const labels = new Map(made.spans.map((span) => [span.id, span.label]))
  // Relations go along with their spans, and go with them; a new label may leave a relation no place.
  const relations = had.relations.flatMap((arc) => {
    const [head, tail] = [made.ids.get(arc.head), made.ids.get(arc.tail)]
    const type = question.relations.find((one) => one.id === arc.label)
    if (head === undefined || tail === undefined || !type) return []
    return joins(type, labels.get(head) ?? '', labels.get(tail) ?? '')
      ? [{ label: arc.label, head, tail }]
      : []
  })
  return { spans: made.spans, relations: inOrder(made.spans, relations) }
}

function inOrder(spans: Span[], arcs: Arc[]): Arc[] {
  const place = new Map(spans.map((span, i) => [span.id, i]))
  const at = (id: string) => place.get(id) ?? 0
  return [...arcs].sort(
    (a, b) => at(a.head) - at(b.head) || at(a.tail) - at(b.tail) || (a.label < b.label ? -1 : 1),
  )
}

export function gestureOf(question: RelationsQuestion, key: string, view?: unknown): Gesture | null {
  const at = view === undefined ? undefined : viewed(view)
  const type = question.relations[relationKeys(question).indexOf(key)]
  if (!type) return labelGesture(question, key, at)
  // Without a view it says what the key is for; with one it draws an arc once both ends are known.
  if (!at) return { does: 'join', label: type.id, head: '', tail: '' }
  const { from, focus } = at
  if (from === null || focus === null || from === focus) return null
  return { does: 'join', label: type.id, head: from, tail: focus }
}

export function viewOf(question: RelationsQuestion, key: string, view: unknown): MarkView | undefined {
  const at = viewed(view)
  const type = question.relations[relationKeys(question).indexOf(key)]
  if (!type) return labelView(question, key, at)
  return begun(at, type.id)
}

/** An arc begins at the span in hand; without one the relation is held for arcs that are drawn. */
export function begun(view: MarkView, relation: string): MarkView | undefined {
  if (view.from !== null && view.focus !== null && view.from !== view.focus) return undefined
  const again = view.held === relation && view.from === view.focus
  return again
    ? { ...view, held: null, from: null }
    : { ...view, held: relation, from: view.focus, selected: null }
}

export function follow(
  question: RelationsQuestion,
  answer: RelationsAnswer | null,
  gesture: Gesture,
  view: unknown,
): MarkView {
  const at = viewed(view)
  if (Object.is(reduce(question, answer, gesture), answer)) return at
  if (gesture.does === 'part') return at
  if (gesture.does === 'join') return { ...at, from: null, held: at.from === null ? at.held : null }
  return { ...followSpans(gesture, at), from: gesture.does === 'remove' ? null : at.from }
}
