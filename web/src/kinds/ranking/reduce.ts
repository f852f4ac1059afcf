/** What gestures do to a ranking: give a rank, lay between, tie, move by one, take out. */
import {
  handOf,
  listed,
  orderOf,
  viewed,
  type RankingAnswer,
  type RankingQuestion,
  type View,
} from './schema'

export type Gesture = { order: string[] } & (
  | { does: 'rank'; part: string | null; rank: number }
  /** A rank of its own before this group, counted without the output itself. */
  | { does: 'insert'; part: string; before: number }
  /** The same rank as the outputs of this group, counted without the output itself. */
  | { does: 'join'; part: string; group: number }
  | { does: 'shift'; part: string | null; by: -1 | 1 }
  | { does: 'out'; part: string | null }
  /** The hand goes to another output; nothing changes. */
  | { does: 'look'; by: -1 | 1 }
  | { does: 'clear' }
)

type Groups = string[][]

export function reduce(
  question: RankingQuestion,
  answer: RankingAnswer | null,
  gesture: Gesture,
): RankingAnswer | null {
  if (gesture.does === 'clear') return null
  if (gesture.does === 'look') return answer
  const order = orderOf(
    question,
    answer,
    gesture.order.length > 0 ? { order: gesture.order, at: null } : null,
  )
  const part = handOf(question, answer, order, gesture.part)
  if (part === null || !question.outputs.includes(part)) return answer
  const groups = moved(question, answer?.groups ?? [], part, gesture)
  if (groups === null || groups.flat().length === 0) return groups === null ? answer : null
  return { groups, shown: answer?.shown.length ? answer.shown : gesture.order }
}

function moved(
  question: RankingQuestion,
  groups: Groups,
  part: string,
  gesture: Exclude<Gesture, { does: 'clear' | 'look' }>,
): Groups | null {
  switch (gesture.does) {
    case 'rank':
      return ranked(question, groups, part, gesture.rank)
    case 'insert': {
      const rest = without(groups, part)
      return tidy(question, [...rest.slice(0, gesture.before), [part], ...rest.slice(gesture.before)])
    }
    case 'join': {
      const rest = without(groups, part)
      const there = rest[gesture.group]
      if (!question.ties || !there) return null
      return tidy(question, replaced(rest, gesture.group, [...there, part]))
    }
    case 'out':
      return groups.flat().includes(part) ? tidy(question, holed(groups, part)) : null
    case 'shift':
      return shifted(question, groups, part, gesture.by)
  }
}

/** An output at a rank. Where ties are not allowed, who was there changes places with it. */
function ranked(question: RankingQuestion, groups: Groups, part: string, rank: number): Groups | null {
  const at = rank - 1
  if (at < 0 || at >= question.outputs.length) return null
  const from = groups.findIndex((group) => group.includes(part))
  if (from === at && (question.ties || groups[at]?.length === 1)) return null
  const next = holed(groups, part)
  while (next.length <= at) next.push([])
  const there = next[at] ?? []
  if (question.ties || there.length === 0) return tidy(question, replaced(next, at, [...there, part]))
  const swapped = replaced(next, at, [part])
  return tidy(question, from < 0 ? swapped : replaced(swapped, from, there))
}

/** One step up (-1) or down: out of a tie to a rank of its own, from there into the tie with the next, and so on. */
function shifted(question: RankingQuestion, groups: Groups, part: string, by: -1 | 1): Groups | null {
  const from = groups.findIndex((group) => group.includes(part))
  // What has no rank yet comes in at the end.
  if (from < 0) return by < 0 ? tidy(question, [...groups, [part]]) : null
  const group = groups[from] ?? []
  const rest = group.filter((name) => name !== part)
  if (rest.length > 0) {
    const split = by < 0 ? [[part], rest] : [rest, [part]]
    return tidy(question, [...groups.slice(0, from), ...split, ...groups.slice(from + 1)])
  }
  const to = from + by
  const there = groups[to]
  if (!there) return null
  if (question.ties && there.length > 0)
    return tidy(
      question,
      replaced(groups, to, [...there, part]).filter((_, i) => i !== from),
    )
  return tidy(question, replaced(replaced(groups, to, group), from, there))
}

function replaced(groups: Groups, at: number, group: string[]): Groups {
  return groups.map((one, i) => (i === at ? group : one))
}

/** Without an output, and without the rank that it alone had. */
function without(groups: Groups, part: string): Groups {
  return groups
    .map((group) => ({ had: group.includes(part), left: group.filter((name) => name !== part) }))
    .filter(({ had, left }) => !had || left.length > 0)
    .map(({ left }) => left)
}

/** Without an output; the rank that it alone had stays, empty. */
function holed(groups: Groups, part: string): Groups {
  return groups.map((group) => group.filter((name) => name !== part))
}

/** Names in one order; no empty ranks when all are ranked, and none at the end before. */
function tidy(question: RankingQuestion, groups: Groups): Groups {
  const whole = groups.flat().length === question.outputs.length
  const last = groups.findLastIndex((group) => group.length > 0)
  return groups
    .filter((group, i) => group.length > 0 || (!whole && i < last))
    .map((group) => [...group].sort())
}

/** Keys of the question: digits give ranks, small letters move the hand, capital letters the output. */
export function gestureOf(question: RankingQuestion, key: string, view?: unknown): Gesture | null {
  const { order, at } = view ? viewed(question, view) : { order: [], at: null }
  if (/^[0-9]$/.test(key)) {
    const rank = key === '0' ? 10 : Number(key)
    return rank <= question.outputs.length ? { does: 'rank', part: at, rank, order } : null
  }
  switch (key) {
    case 'j':
      return { does: 'look', by: 1, order }
    case 'k':
      return { does: 'look', by: -1, order }
    case 'J':
      return { does: 'shift', part: at, by: 1, order }
    case 'K':
      return { does: 'shift', part: at, by: -1, order }
    case 'Backspace':
    case 'Delete':
      return { does: 'out', part: at, order }
    default:
      return null
  }
}

/** Where the hand is after a gesture: at what it moved, and after a rank at the next that has none. */
export function follow(
  question: RankingQuestion,
  answer: RankingAnswer | null,
  gesture: Gesture,
  view: unknown,
): View {
  const now = viewed(question, view)
  const order = orderOf(question, answer, view)
  const hand = handOf(question, answer, order, now.at)
  switch (gesture.does) {
    case 'rank':
    case 'clear':
      return { ...now, at: null }
    case 'look': {
      const all = listed(question, answer, order)
      const from = hand === null ? (gesture.by > 0 ? -1 : all.length) : all.indexOf(hand)
      const to = Math.min(all.length - 1, Math.max(0, from + gesture.by))
      return { ...now, at: all[to] ?? null }
    }
    case 'shift':
      return { ...now, at: gesture.part ?? hand }
    case 'insert':
    case 'join':
    case 'out':
      return { ...now, at: null }
  }
}
