/** What gestures do to a rating: put it at a level, or move it by steps. */
import { keysOf, levels, type RatingAnswer, type RatingQuestion } from './schema'

export type Gesture = { does: 'rate'; value: number } | { does: 'move'; by: number } | { does: 'clear' }

export function reduce(
  question: RatingQuestion,
  answer: RatingAnswer | null,
  gesture: Gesture,
): RatingAnswer | null {
  switch (gesture.does) {
    case 'clear':
      return null
    case 'rate':
      if (!Number.isInteger(gesture.value) || gesture.value < question.low || gesture.value > question.high)
        return answer
      return answer?.value === gesture.value ? answer : { value: gesture.value }
    case 'move': {
      const from = answer?.value ?? (gesture.by > 0 ? question.low - 1 : question.high + 1)
      const value = Math.min(question.high, Math.max(question.low, from + gesture.by))
      return answer?.value === value ? answer : { value }
    }
  }
}

export function gestureOf(question: RatingQuestion, key: string): Gesture | null {
  const at = keysOf(question).indexOf(key)
  const value = at < 0 ? undefined : levels(question)[at]
  return value === undefined ? null : { does: 'rate', value }
}
