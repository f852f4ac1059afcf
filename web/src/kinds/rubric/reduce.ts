/** What gestures do to a rubric: a criterion gets a step or a note, or the hand goes to another criterion. */
import { lettersOfAWord } from '../typing'
import { handOf, type RubricAnswer, type RubricQuestion, type View } from './schema'

export type Gesture =
  /** By hand: this criterion, the step of this value. */
  | { does: 'judge'; criterion: string; value: number }
  /** By key: the criterion at hand (null: the next that is not judged), its step in this place. */
  | { does: 'step'; criterion: string | null; place: number }
  | { does: 'note'; criterion: string; text: string }
  /** The hand goes to another criterion; nothing changes. */
  | { does: 'look'; by: -1 | 1 }
  | { does: 'clear' }

export function reduce(
  question: RubricQuestion,
  answer: RubricAnswer | null,
  gesture: Gesture,
): RubricAnswer | null {
  switch (gesture.does) {
    case 'clear':
      return null
    case 'look':
      return answer
    case 'step': {
      const criterion = handOf(question, answer, { at: gesture.criterion })
      const level = criterion?.levels[gesture.place]
      return criterion && level ? judged(question, answer, criterion.id, level.value) : answer
    }
    case 'judge': {
      const criterion = question.criteria.find(({ id }) => id === gesture.criterion)
      const level = criterion?.levels.find(({ value }) => value === gesture.value)
      return criterion && level ? judged(question, answer, criterion.id, level.value) : answer
    }
    case 'note': {
      if (!question.notes || !question.criteria.some(({ id }) => id === gesture.criterion)) return answer
      if ((answer?.notes[gesture.criterion] ?? '') === gesture.text) return answer
      const notes = Object.entries({ ...answer?.notes, [gesture.criterion]: gesture.text })
      return some({
        ratings: answer?.ratings ?? {},
        notes: Object.fromEntries(notes.filter(([, text]) => text !== '')),
      })
    }
  }
}

function judged(
  question: RubricQuestion,
  answer: RubricAnswer | null,
  criterion: string,
  value: number,
): RubricAnswer {
  if (answer?.ratings[criterion] === value) return answer
  const ratings = { ...answer?.ratings, [criterion]: value }
  // In the order of the question, as everybody's.
  const inOrder = question.criteria.flatMap(({ id }) => (id in ratings ? [[id, ratings[id]]] : []))
  return { ratings: Object.fromEntries(inOrder) as Record<string, number>, notes: answer?.notes ?? {} }
}

function some(answer: RubricAnswer): RubricAnswer | null {
  return Object.keys(answer.ratings).length + Object.keys(answer.notes).length > 0 ? answer : null
}

/** Letters of a note join the last step; the end of a word, a paste and a step of a scale begin a new one. */
export function joins(before: RubricAnswer | null, after: RubricAnswer | null): boolean {
  if (JSON.stringify(before?.ratings ?? {}) !== JSON.stringify(after?.ratings ?? {})) return false
  const all = new Set([...Object.keys(before?.notes ?? {}), ...Object.keys(after?.notes ?? {})])
  const changed = [...all].filter((id) => before?.notes[id] !== after?.notes[id])
  const [id] = changed
  if (id === undefined || changed.length > 1) return false
  return lettersOfAWord(before?.notes[id] ?? '', after?.notes[id] ?? '')
}

export function gestureOf(question: RubricQuestion, key: string, view?: unknown): Gesture | null {
  const at = (view as View | null | undefined)?.at ?? null
  if (/^[1-9]$/.test(key) && Number(key) <= mostLevels(question))
    return { does: 'step', criterion: at, place: Number(key) - 1 }
  if (key === 'j' || key === 'k') return { does: 'look', by: key === 'j' ? 1 : -1 }
  return null
}

export function mostLevels(question: RubricQuestion): number {
  return Math.max(0, ...question.criteria.map(({ levels }) => levels.length))
}

/** Where the hand is after a gesture: after a step at the next criterion that is not judged. */
export function follow(
  question: RubricQuestion,
  answer: RubricAnswer | null,
  gesture: Gesture,
  view: unknown,
): View {
  const hand = handOf(question, answer, view)
  switch (gesture.does) {
    case 'step':
      // A digit that the criterion has no step for leaves the hand where it is.
      return { at: hand?.levels[gesture.place] ? null : ((view as View | null)?.at ?? null) }
    case 'judge':
    case 'clear':
      return { at: null }
    case 'note':
      return { at: gesture.criterion }
    case 'look': {
      const { criteria } = question
      const from = hand ? criteria.indexOf(hand) : gesture.by > 0 ? -1 : criteria.length
      const to = Math.min(criteria.length - 1, Math.max(0, from + gesture.by))
      return { at: criteria[to]?.id ?? null }
    }
  }
}
