/** What gestures do to spans. */
import {
  followSpans,
  labelGesture,
  labelView,
  reduceSpans,
  viewed,
  type MarkView,
  type SpanGesture,
} from '../marking/reduce'
import { isTyping } from '../markLabels'
import type { SpansAnswer, SpansQuestion } from './schema'

export type Gesture = SpanGesture

export function reduce(
  question: SpansQuestion,
  answer: SpansAnswer | null,
  gesture: Gesture,
): SpansAnswer | null {
  const made = reduceSpans(question, answer?.spans ?? null, gesture)
  if (made === 'same') return answer
  return made && { spans: made.spans }
}

export const gestureOf = (question: SpansQuestion, key: string, view?: unknown): Gesture | null =>
  labelGesture(question, key, view === undefined ? undefined : viewed(view))

export const viewOf = (question: SpansQuestion, key: string, view: unknown): MarkView | undefined =>
  labelView(question, key, viewed(view))

export function follow(
  question: SpansQuestion,
  answer: SpansAnswer | null,
  gesture: Gesture,
  view: unknown,
): MarkView {
  const at = viewed(view)
  return Object.is(reduce(question, answer, gesture), answer) ? at : followSpans(gesture, at)
}

/** Letters of one attribute's text are one step of undo. */
export function joins(before: SpansAnswer | null, after: SpansAnswer | null): boolean {
  if (!before || before.spans.length !== after?.spans.length) return false
  const changed = after.spans.filter((span, i) => span.attributes !== before.spans[i]?.attributes)
  const [one] = changed
  const was = before.spans.find((span) => span.id === one?.id)
  if (!one || !was || changed.length > 1) return false
  return isTyping(was.attributes, one.attributes)
}
