/** What gestures do to the judgement of a conversation, and where keys lead in it. */
import type { PartLike } from '../contract'
import { markOf } from '../sources'
import { lettersOfAWord } from '../typing'
import {
  conversationOf,
  judgedTurns,
  levelKeys,
  levels,
  turnKeys,
  type ChatAnswer,
  type ChatQuestion,
  type TurnAnswer,
} from './schema'

export type Gesture =
  | { does: 'judge'; turn: number; source: string; label: string }
  | { does: 'rewrite'; turn: number; source: string; text: string | null }
  | { does: 'rate'; value: number }
  | { does: 'prefer'; reply: string | null }
  | { does: 'nothing' }
  | { does: 'clear' }

/** Where keys can be: at a turn, at the rating of the whole, at the replies. */
export type Stop = number | 'whole' | 'reply'

export interface View {
  stops: Stop[]
  at: Stop | null
  /** The turn whose rewrite is to have the focus, and how often that was asked for. */
  writing: number | null
  asked: number
}

const EMPTY: ChatAnswer = { turns: [], whole: null, reply: null }

export function reduce(
  question: ChatQuestion,
  answer: ChatAnswer | null,
  gesture: Gesture,
): ChatAnswer | null {
  const was = answer ?? EMPTY
  switch (gesture.does) {
    case 'clear':
      return null
    case 'nothing':
      return isEmpty(was) && question.turns?.multiple ? EMPTY : answer
    case 'rate': {
      const scale = question.whole
      if (!scale || !levels(scale).includes(gesture.value) || was.whole === gesture.value) return answer
      return { ...was, whole: gesture.value }
    }
    case 'prefer': {
      const { reply } = gesture
      if (question.replies.length === 0 || (reply !== null && !question.replies.includes(reply)))
        return answer
      return was.reply?.chosen === reply ? answer : { ...was, reply: { chosen: reply } }
    }
    case 'judge': {
      const labels = question.turns?.labels.map((label) => label.id) ?? []
      if (!question.turns || !labels.includes(gesture.label)) return answer
      const { multiple } = question.turns
      return changed(answer, gesture.turn, gesture.source, (turn) => {
        if (!multiple) return { ...turn, labels: [gesture.label] }
        const chosen = new Set(turn.labels)
        if (!chosen.delete(gesture.label)) chosen.add(gesture.label)
        // Always in the order of the question, so that equal judgements are equal answers.
        return { ...turn, labels: labels.filter((id) => chosen.has(id)) }
      })
    }
    case 'rewrite':
      if (!question.rewrite) return answer
      return changed(answer, gesture.turn, gesture.source, (turn) => ({ ...turn, rewrite: gesture.text }))
  }
}

function changed(
  answer: ChatAnswer | null,
  at: number,
  source: string,
  change: (turn: TurnAnswer) => TurnAnswer,
): ChatAnswer | null {
  const was = answer ?? EMPTY
  const found = was.turns.find((said) => said.turn === at)
  const fresh = { turn: at, source, labels: [], rewrite: null }
  // What was said of another text is not taken over to this one.
  const before = found && (found.source === source || found.source === null) ? found : fresh
  const after = { ...change(before), source }
  if (found && JSON.stringify(found) === JSON.stringify(after)) return answer
  const rest = was.turns.filter((said) => said.turn !== at)
  const says = after.labels.length > 0 || after.rewrite !== null
  const turns = says ? [...rest, after].sort((a, b) => a.turn - b.turn) : rest
  const is = { ...was, turns }
  return isEmpty(is) ? null : is
}

function isEmpty(answer: ChatAnswer): boolean {
  return answer.turns.length === 0 && answer.whole === null && answer.reply === null
}

/** Letters of a word in one rewrite, and nothing else. */
export function joins(before: ChatAnswer | null, after: ChatAnswer | null): boolean {
  if (!before || !after || before.turns.length !== after.turns.length) return false
  const pairs = after.turns.map((turn, i) => [before.turns[i], turn] as const)
  const other = pairs.filter(([was, is]) => JSON.stringify(was) !== JSON.stringify(is))
  const [was, is] = other[0] ?? []
  if (other.length !== 1 || !was || !is || was.rewrite === null || is.rewrite === null) return false
  const rest = (turn: TurnAnswer) => JSON.stringify({ ...turn, rewrite: null })
  return rest(was) === rest(is) && lettersOfAWord(was.rewrite, is.rewrite)
}

export function opening(question: ChatQuestion, parts: PartLike[]): View {
  const stops: Stop[] = judgedTurns(question, parts)
  if (question.whole) stops.push('whole')
  if (question.replies.length > 0) stops.push('reply')
  return { stops, at: stops[0] ?? null, writing: null, asked: 0 }
}

export function readView(question: ChatQuestion, view: unknown, parts: PartLike[]): View {
  return (view as View | null) ?? opening(question, parts)
}

/** The key that begins a rewrite. */
export const WRITE = 'e'
/** The key that says that there is nothing to mark. */
export const NOTHING = '0'

export function gestureOf(
  question: ChatQuestion,
  key: string,
  view?: unknown,
  parts: PartLike[] = [],
): Gesture | null {
  const { at } = readView(question, view, parts)
  if (at === 'whole') {
    const value = question.whole && levels(question.whole)[levelKeys(question.whole).indexOf(key)]
    return value == null ? null : { does: 'rate', value }
  }
  if (at === 'reply') {
    const place = Number(key) - 1
    if (place === question.replies.length) return { does: 'prefer', reply: null }
    const reply = /^[1-9]$/.test(key) ? question.replies[place] : undefined
    return reply === undefined ? null : { does: 'prefer', reply }
  }
  if (at === null) return null
  const label = question.turns?.labels[turnKeys(question).indexOf(key)]
  if (label) return { does: 'judge', turn: at, source: sourceAt(question, parts, at), label: label.id }
  return key === NOTHING && question.turns?.multiple ? { does: 'nothing' } : null
}

export function sourceAt(question: ChatQuestion, parts: PartLike[], at: number): string {
  return markOf(conversationOf(question, parts)?.turns[at]?.text ?? '')
}

/** Up and down go from stop to stop, e begins a rewrite; other keys of the question leave the hand where it is. */
export function viewOf(
  question: ChatQuestion,
  key: string,
  view: unknown,
  parts: PartLike[],
): View | undefined {
  const is = readView(question, view, parts)
  if (key === 'ArrowDown') return moved(is, 1)
  if (key === 'ArrowUp') return moved(is, -1)
  if (key === WRITE && question.rewrite)
    return typeof is.at === 'number' ? { ...is, writing: is.at, asked: is.asked + 1 } : is
  const keys = [
    ...turnKeys(question),
    ...(question.whole ? levelKeys(question.whole) : []),
    ...question.replies.map((_, i) => String(i + 1)),
  ]
  return keys.includes(key) ? is : undefined
}

export function moved(view: View, by: 1 | -1): View {
  const { stops, at } = view
  const from = at === null ? -1 : stops.indexOf(at)
  const to = Math.min(stops.length - 1, Math.max(0, from + by))
  return { ...view, at: stops[to] ?? at, writing: null }
}

/** One label for a turn, or a value for the whole: the hand goes on to the next. */
export function follow(
  question: ChatQuestion,
  _answer: ChatAnswer | null,
  gesture: Gesture,
  view: unknown,
): unknown {
  const is = view as View | null
  if (!is) return view
  if (gesture.does === 'judge') {
    const here = { ...is, at: gesture.turn }
    return question.turns?.multiple ? here : moved(here, 1)
  }
  if (gesture.does === 'rate') return moved({ ...is, at: 'whole' }, 1)
  if (gesture.does === 'prefer') return { ...is, at: 'reply', writing: null }
  return view
}
