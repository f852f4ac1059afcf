/** Chat: a conversation, judged turn by turn and as a whole. Twin of kinds/chat/schema.py. */
import { turnsOf, type Turn as Said } from '@/ui/parts/turns'
import { words as s } from './words'
import { shared } from '../words'
import { hasOnly, readBase, type Json, type PartLike, type Question } from '../contract'
import { keysOf as keysOfLabels, readLabels, type Label } from '../labels'
import { isMark, markOf, partNamed } from '../sources'

export interface Turns {
  roles: string[]
  labels: Label[]
  multiple: boolean
  ordered: boolean
  all: boolean
}

export interface Whole {
  title: string
  low: number
  high: number
  low_name: string
  high_name: string
  tolerance: number
}

export interface ChatQuestion extends Question {
  turns: Turns | null
  whole: Whole | null
  rewrite: boolean
  replies: string[]
  tolerance: number
}

export interface TurnAnswer {
  /** Its place in the conversation, from 0. */
  turn: number
  source: string | null
  labels: string[]
  rewrite: string | null
}

export interface ChatAnswer {
  turns: TurnAnswer[]
  whole: number | null
  reply: { chosen: string | null } | null
}

const words = (raw: unknown): string => (typeof raw === 'string' ? raw : '')
const whole = (raw: unknown, otherwise: number): number =>
  typeof raw === 'number' && Number.isInteger(raw) ? raw : otherwise
const list = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.filter((one): one is string => typeof one === 'string') : []

export function readTurns(raw: unknown): Turns | null {
  const given = (Array.isArray(raw) ? { labels: raw } : raw) as Json | null | undefined
  if (given == null) return null
  const roles = list(given.roles)
  return {
    roles: roles.length > 0 ? roles : ['assistant'],
    labels: readLabels(given.labels),
    multiple: given.multiple === true,
    ordered: given.ordered === true,
    all: given.all !== false,
  }
}

export function readWhole(raw: unknown): Whole | null {
  if (raw == null || raw === false) return null
  const given = (raw === true ? {} : raw) as Json
  return {
    title: words(given.title),
    low: whole(given.low, 1),
    high: whole(given.high, 5),
    low_name: words(given.low_name),
    high_name: words(given.high_name),
    tolerance: whole(given.tolerance, 0),
  }
}

export function readQuestion(raw: Json): ChatQuestion {
  return {
    ...readBase(raw),
    turns: readTurns(raw.turns),
    whole: readWhole(raw.whole),
    rewrite: raw.rewrite === true,
    replies: list(raw.replies),
    tolerance: whole(raw.tolerance, 0),
  }
}

function readTurn(question: ChatQuestion, raw: unknown): TurnAnswer | null {
  const given = raw as Json | null
  if (given === null || typeof given !== 'object') return null
  const { turn, source = null, labels, rewrite = null } = given
  if (typeof turn !== 'number' || !Number.isInteger(turn) || turn < 0) return null
  if (source !== null && !isMark(source)) return null
  if (rewrite !== null && typeof rewrite !== 'string') return null
  const known = new Set(question.turns?.labels.map((label) => label.id))
  const said = list(labels ?? [])
  if (Array.isArray(labels) && said.length !== labels.length) return null
  return said.every((id) => known.has(id)) ? { turn, source, labels: said, rewrite } : null
}

export function readAnswer(question: ChatQuestion, raw: Json | null | undefined): ChatAnswer | null {
  if (!raw || !hasOnly({ turns: [], whole: null, reply: null, ...raw }, ['turns', 'whole', 'reply']))
    return null
  const turns = (Array.isArray(raw.turns) ? raw.turns : []).map((turn: unknown) => readTurn(question, turn))
  const reply = (raw.reply ?? null) as { chosen?: unknown } | null
  const chosen = reply?.chosen ?? null
  if (!turns.every((turn) => turn !== null)) return null
  if (raw.whole != null && typeof raw.whole !== 'number') return null
  if (chosen !== null && (typeof chosen !== 'string' || !question.replies.includes(chosen))) return null
  return { turns, whole: raw.whole ?? null, reply: reply && { chosen } }
}

/** The turns of the conversation that the question looks at; null when the item has none. */
export function conversationOf(
  question: ChatQuestion,
  parts: PartLike[],
): { part: PartLike; turns: Said[] } | null {
  const part = partNamed(parts, question.part, 'conversation')
  const turns = turnsOf(part?.data)
  return part && turns ? { part, turns } : null
}

/** The places of the turns that are judged. */
export function judgedTurns(question: ChatQuestion, parts: PartLike[]): number[] {
  const roles = question.turns?.roles ?? []
  return (conversationOf(question, parts)?.turns ?? []).flatMap((turn, i) =>
    roles.includes(turn.role) ? [i] : [],
  )
}

export function faults(question: ChatQuestion, answer: ChatAnswer | null, parts: PartLike[] = []): string[] {
  if (answer === null) return [s.missing]
  const found: string[] = []
  const { turns: asked, whole: scale } = question
  answer.turns.forEach((said, i) => {
    const n = said.turn + 1
    const before = answer.turns[i - 1]
    const bad =
      asked === null ||
      (before !== undefined && before.turn >= said.turn) ||
      new Set(said.labels).size !== said.labels.length ||
      (!asked.multiple && said.labels.length > 1) ||
      (said.rewrite !== null && !question.rewrite) ||
      (said.rewrite === null && said.labels.length === 0)
    if (bad) found.push(s.badTurn(n))
    if (said.rewrite?.trim() === '') found.push(s.emptyRewrite(n))
  })
  if (parts.length > 0 && asked !== null) found.push(...partFaults(question, answer, parts))
  if (scale === null ? answer.whole !== null : answer.whole === null) found.push(s.missingWhole)
  else if (scale && answer.whole !== null && (answer.whole < scale.low || answer.whole > scale.high))
    found.push(s.missingWhole)
  if (question.replies.length > 0 !== (answer.reply !== null)) found.push(s.missingReply)
  return found
}

function partFaults(question: ChatQuestion, answer: ChatAnswer, parts: PartLike[]): string[] {
  const turns = conversationOf(question, parts)?.turns
  if (!turns) return [s.noPart(question.part ?? '')]
  const judged = judgedTurns(question, parts)
  const found = answer.turns.flatMap((said) => {
    if (!judged.includes(said.turn)) return [s.badTurn(said.turn + 1)]
    return isStale(said, turns[said.turn]) ? [s.staleTurn(said.turn + 1)] : []
  })
  if (!question.turns?.all || question.turns.multiple) return found
  const done = new Set(answer.turns.filter((said) => said.labels.length > 0).map((said) => said.turn))
  const missing = judged.filter((at) => !done.has(at)).map((at) => at + 1)
  return missing.length > 0 ? [...found, s.missingTurns(s.turnsList(missing))] : found
}

/** Whether the turn is another one than that which was judged. */
export function isStale(said: TurnAnswer, turn: Said | undefined): boolean {
  return said.source !== null && said.source !== markOf(turn?.text ?? '')
}

export function levels({ low, high }: Whole): number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i)
}

/** The key of each level of the whole: the digit itself where there is one, else its place on the scale. */
export function levelKeys(scale: Whole): (string | null)[] {
  const all = levels(scale)
  if (scale.low >= 0 && scale.high <= 9) return all.map(String)
  return all.map((_, i) => (i < 9 ? String(i + 1) : null))
}

export function turnKeys(question: ChatQuestion): (string | null)[] {
  return question.turns ? keysOfLabels(question.turns.labels) : []
}

export function shown(question: ChatQuestion, answer: ChatAnswer): string {
  const said: string[] = []
  for (const label of question.turns?.labels ?? []) {
    const n = answer.turns.filter((turn) => turn.labels.includes(label.id)).length
    if (n > 0) said.push(`${String(n)} × ${label.name}`)
  }
  const rewritten = answer.turns.filter((turn) => turn.rewrite !== null).length
  if (rewritten > 0) said.push(s.rewritten(rewritten))
  if (answer.whole !== null && question.whole) said.push(s.of(answer.whole, question.whole.high))
  if (answer.reply) said.push(shared.shownReply(answer.reply.chosen))
  return said.join(' · ') || s.shownNothing
}
