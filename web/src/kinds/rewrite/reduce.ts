/** What gestures do to a rewritten text: it is written anew with every letter, left as it is, or begun again. */
import type { PartLike } from '../contract'
import { markOf } from '../sources'
import { lettersOfAWord } from '../typing'
import { sourceOf, type RewriteAnswer, type RewriteQuestion } from './schema'

export type Gesture = { does: 'write'; text: string; source: string } | { does: 'clear' }

export function reduce(
  _question: RewriteQuestion,
  answer: RewriteAnswer | null,
  gesture: Gesture,
): RewriteAnswer | null {
  if (gesture.does === 'clear') return null
  const { text, source } = gesture
  return answer?.text === text && answer.source === source ? answer : { text, source }
}

export function joins(before: RewriteAnswer | null, after: RewriteAnswer | null): boolean {
  return before !== null && after !== null && lettersOfAWord(before.text, after.text)
}

/** The key that leaves the text as it is. */
export const KEEP = '1'
/** The key that begins to write. */
export const WRITE = 'e'

export function gestureOf(
  question: RewriteQuestion,
  key: string,
  _view?: unknown,
  parts: PartLike[] = [],
): Gesture | null {
  const text = sourceOf(question, parts)?.text
  if (key !== KEEP || question.must_change || text == null) return null
  return { does: 'write', text, source: markOf(text) }
}

/** Whether the field is to have the focus; counted, so that the key works again. */
export interface View {
  asked: number
}

export function readView(view: unknown): View {
  return (view as View | null) ?? { asked: 0 }
}

export function viewOf(question: RewriteQuestion, key: string, view: unknown): View | undefined {
  if (key === WRITE) return { asked: readView(view).asked + 1 }
  return key === KEEP && !question.must_change ? readView(view) : undefined
}
