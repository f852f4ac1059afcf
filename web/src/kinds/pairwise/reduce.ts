/** What gestures do to a comparison. They speak of places on the screen; answers keep names and the order. */
import {
  NEITHER,
  STRENGTHS,
  TIE,
  viewed,
  type PairwiseAnswer,
  type PairwiseQuestion,
  type Strength,
} from './schema'

export type Place = 'first' | 'second' | 'tie' | 'neither'

export type Gesture =
  | { does: 'choose'; place: Place; order: string[] }
  /** One step towards the first output (-1) or the second (1). */
  | { does: 'lean'; by: -1 | 1; order: string[] }
  | { does: 'strength'; strength: Strength }
  | { does: 'clear' }

export function reduce(
  question: PairwiseQuestion,
  answer: PairwiseAnswer | null,
  gesture: Gesture,
): PairwiseAnswer | null {
  switch (gesture.does) {
    case 'clear':
      return null
    case 'strength':
      if (answer === null || question.strength === 'no' || !question.outputs.includes(answer.choice))
        return answer
      return answer.strength === gesture.strength ? answer : { ...answer, strength: gesture.strength }
    case 'choose':
      return chosen(question, answer, gesture.place, gesture.order, answer?.strength ?? null)
    case 'lean': {
      const order = orderAt(question, answer, gesture.order)
      if (question.strength === 'no')
        return chosen(question, answer, gesture.by < 0 ? 'first' : 'second', order, null)
      const leaning = nextLeaning(leaningOf(answer, order), gesture.by, question.tie)
      if (leaning === 0) return chosen(question, answer, 'tie', order, null)
      const strength = STRENGTHS[Math.abs(leaning) - 1] ?? null
      return chosen(question, answer, leaning < 0 ? 'first' : 'second', order, strength)
    }
  }
}

function chosen(
  question: PairwiseQuestion,
  answer: PairwiseAnswer | null,
  place: Place,
  order: string[],
  strength: Strength | null,
): PairwiseAnswer | null {
  const [first, second] = orderAt(question, answer, order)
  if ((place === 'tie' && !question.tie) || (place === 'neither' && !question.both_bad)) return answer
  const choice = { first, second, tie: TIE, neither: NEITHER }[place]
  if (choice === undefined) return answer
  const kept = question.outputs.includes(choice) ? strength : null
  if (answer?.choice === choice && answer.strength === kept) return answer
  return { choice, strength: kept, shown: answer?.shown.length ? answer.shown : order }
}

function orderAt(question: PairwiseQuestion, answer: PairwiseAnswer | null, order: string[]): string[] {
  if (answer?.shown.length) return answer.shown
  return order.length > 0 ? order : question.outputs
}

/** From -3, the first is much better, to 3; a preference without a strength lies before the first step. */
function leaningOf(answer: PairwiseAnswer | null, order: string[]): number | null {
  if (answer === null || answer.choice === NEITHER) return null
  if (answer.choice === TIE) return 0
  const size = answer.strength === null ? 0.5 : STRENGTHS.indexOf(answer.strength) + 1
  return answer.choice === order[0] ? -size : size
}

function nextLeaning(from: number | null, by: -1 | 1, tie: boolean): number {
  if (from === null) return by
  if (Math.abs(from) === 0.5) return Math.sign(from) === by || !tie ? by : 0
  const next = Math.min(3, Math.max(-3, from + by))
  return next === 0 && !tie ? by : next
}

const PLACES: Record<string, Place> = { '1': 'first', '2': 'second', '3': 'tie', '4': 'neither' }
const LETTERS: Record<string, Strength> = { q: 'slightly', w: 'clearly', e: 'much' }

/** The keys of the places and of the strengths, as they are printed. */
export const KEYS = {
  first: '1',
  second: '2',
  tie: '3',
  neither: '4',
  slightly: 'q',
  clearly: 'w',
  much: 'e',
  marks: 'd',
} as const

export function gestureOf(question: PairwiseQuestion, key: string, view?: unknown): Gesture | null {
  // Nothing at hand means that the order is not known; it is not made up then.
  const order = view ? viewed(question, view).order : []
  const place = PLACES[key]
  if (place === 'tie' && !question.tie) return null
  if (place === 'neither' && !question.both_bad) return null
  if (place) return { does: 'choose', place, order }
  if (key === 'ArrowLeft' || key === 'ArrowRight')
    return { does: 'lean', by: key === 'ArrowLeft' ? -1 : 1, order }
  const strength = question.strength === 'no' ? undefined : LETTERS[key]
  return strength ? { does: 'strength', strength } : null
}
