/** What gestures do to a classification: choose one, or switch labels on and off. */
import { keysOf, type ClassificationAnswer, type ClassificationQuestion } from './schema'

export type Gesture = { does: 'choose'; label: string } | { does: 'none' } | { does: 'clear' }

export function reduce(
  question: ClassificationQuestion,
  answer: ClassificationAnswer | null,
  gesture: Gesture,
): ClassificationAnswer | null {
  switch (gesture.does) {
    case 'clear':
      return null
    case 'none':
      return question.multiple ? { labels: [] } : answer
    case 'choose': {
      if (!question.labels.some((label) => label.id === gesture.label)) return answer
      if (!question.multiple)
        return answer?.labels[0] === gesture.label ? answer : { labels: [gesture.label] }
      const chosen = new Set(answer?.labels)
      if (!chosen.delete(gesture.label)) chosen.add(gesture.label)
      // Always in the order of the question, so that equal choices are equal answers.
      return { labels: question.labels.map((label) => label.id).filter((id) => chosen.has(id)) }
    }
  }
}

export function gestureOf(question: ClassificationQuestion, key: string): Gesture | null {
  if (question.multiple && key === 'n' && !keysOf(question).includes('n')) return { does: 'none' }
  const at = keysOf(question).indexOf(key)
  const label = at < 0 ? undefined : question.labels[at]
  return label ? { does: 'choose', label: label.id } : null
}
