/** Ranking: outputs from the best to the worst. Twin of kinds/ranking/schema.py. */
import { words as s } from './words'
import { readBase, type Json, type Question } from '../contract'
import { isOrder, readNames } from '../outputs'

export const MOST = 12

export interface RankingQuestion extends Question {
  /** The names of the parts. */
  outputs: string[]
  ties: boolean
}

export interface RankingAnswer {
  /** Best first; those of one group are equally good. Until all are ranked there may be empty groups: ranks to come. */
  groups: string[][]
  /** The outputs in the order in which they were shown; empty: not known. */
  shown: string[]
}

/** What the hand is at: the order at hand, and the output that it moves; null: the next one that has no rank. */
export interface View {
  order: string[]
  at: string | null
}

export function readQuestion(raw: Json): RankingQuestion {
  return { ...readBase(raw), outputs: readNames(raw.outputs), ties: raw.ties !== false }
}

export function readAnswer(question: RankingQuestion, raw: Json | null | undefined): RankingAnswer | null {
  if (!raw || Object.keys(raw).some((field) => !['groups', 'shown'].includes(field))) return null
  if (!Array.isArray(raw.groups)) return null
  const groups = raw.groups.map(readNames)
  const shown = readNames(raw.shown)
  const there = groups.flat()
  if (there.length === 0 || new Set(there).size !== there.length) return null
  if (there.some((name) => !question.outputs.includes(name)) || !isOrder(question.outputs, shown)) return null
  if (!question.ties && groups.some((group) => group.length > 1)) return null
  return { groups: groups.map((group) => [...group].sort()), shown }
}

export function unranked(question: RankingQuestion, answer: RankingAnswer | null): string[] {
  const there = answer?.groups.flat() ?? []
  return question.outputs.filter((name) => !there.includes(name))
}

export function faults(question: RankingQuestion, answer: RankingAnswer | null): string[] {
  if (answer === null) return [s.missing]
  const rest = unranked(question, answer)
  if (rest.length > 0) return [s.unranked(rest.length)]
  return answer.groups.some((group) => group.length === 0) ? [s.emptyRank] : []
}

export function viewed(question: RankingQuestion, view: unknown): View {
  return (view as View | null) ?? { order: question.outputs, at: null }
}

/** The order in which the outputs lie: as they were shown to this answer, else as they are shown now. */
export function orderOf(question: RankingQuestion, answer: RankingAnswer | null, view: unknown): string[] {
  if (answer?.shown.length) return answer.shown
  const { order } = viewed(question, view)
  return order.length > 0 ? order : question.outputs
}

/** Everything from the best to what has no rank yet: the way that the hand goes through it. */
export function listed(question: RankingQuestion, answer: RankingAnswer | null, order: string[]): string[] {
  const rest = unranked(question, answer)
  return [...(answer?.groups.flat() ?? []), ...order.filter((name) => rest.includes(name))]
}

/** The output that the next key moves: the one at hand, else the next that has no rank. */
export function handOf(
  question: RankingQuestion,
  answer: RankingAnswer | null,
  order: string[],
  at: string | null,
): string | null {
  if (at !== null) return at
  const rest = unranked(question, answer)
  return order.find((name) => rest.includes(name)) ?? null
}

/** What an output is called on the desk, where its name may not be known. */
export function letterOf(order: string[], name: string): string {
  return String.fromCharCode(65 + order.indexOf(name))
}

export function shown(question: RankingQuestion, answer: RankingAnswer, view?: unknown): string {
  const order = orderOf(question, answer, view)
  return inWords(answer, (name) => (view ? letterOf(order, name) : name))
}

export function inWords(answer: RankingAnswer, called: (name: string) => string): string {
  return answer.groups.map((group) => group.map(called).join(' = ')).join(' > ')
}
