/** Pairwise: which of two outputs is better? Twin of kinds/pairwise/schema.py. */
import { words as s } from './words'
import { readBase, type Json, type Question } from '../contract'
import { isOrder, readNames } from '../outputs'

export const TIE = 'tie'
export const NEITHER = 'neither'
export const STRENGTHS = ['slightly', 'clearly', 'much'] as const
export type Strength = (typeof STRENGTHS)[number]
export const ASKED = ['no', 'optional', 'required'] as const

export interface PairwiseQuestion extends Question {
  /** The names of the two parts. */
  outputs: string[]
  tie: boolean
  both_bad: boolean
  /** Whether people say how much better. */
  strength: (typeof ASKED)[number]
  /** Output -> the metadata column that names the system that made it. */
  systems: Record<string, string>
}

export interface PairwiseAnswer {
  /** An output by its name, `tie` or `neither`; never a side of the screen. */
  choice: string
  strength: Strength | null
  /** The outputs in the order in which they were shown; empty: not known. */
  shown: string[]
}

/** What the hand is at: the order at hand, and whether differences are marked. */
export interface View {
  order: string[]
  marks: boolean
}

function readStrength(raw: unknown): PairwiseQuestion['strength'] {
  if (typeof raw === 'boolean') return raw ? 'required' : 'no'
  return ASKED.find((one) => one === raw) ?? 'no'
}

export function readQuestion(raw: Json): PairwiseQuestion {
  const systems = Object.entries((raw.systems ?? {}) as Json).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  return {
    ...readBase(raw),
    outputs: readNames(raw.outputs),
    tie: raw.tie !== false,
    both_bad: raw.both_bad !== false,
    strength: readStrength(raw.strength),
    systems: Object.fromEntries(systems),
  }
}

/** All that can be chosen, in order. */
export function choices(question: PairwiseQuestion): string[] {
  return [...question.outputs, ...(question.tie ? [TIE] : []), ...(question.both_bad ? [NEITHER] : [])]
}

export function readAnswer(question: PairwiseQuestion, raw: Json | null | undefined): PairwiseAnswer | null {
  if (!raw || Object.keys(raw).some((field) => !['choice', 'strength', 'shown'].includes(field))) return null
  const choice = choices(question).find((one) => one === raw.choice)
  const strength = STRENGTHS.find((one) => one === raw.strength) ?? null
  const shown = readNames(raw.shown)
  if (choice === undefined || !isOrder(question.outputs, shown)) return null
  if (strength === null && raw.strength != null) return null
  if (strength !== null && (question.strength === 'no' || !question.outputs.includes(choice))) return null
  return { choice, strength, shown }
}

export function faults(question: PairwiseQuestion, answer: PairwiseAnswer | null): string[] {
  if (answer === null) return [s.missing]
  const preferred = question.outputs.includes(answer.choice)
  if (preferred && answer.strength === null && question.strength === 'required') return [s.missingStrength]
  return []
}

/** The order in which the outputs lie: as they were shown to this answer, else as they are shown now. */
export function orderOf(question: PairwiseQuestion, answer: PairwiseAnswer | null, view: unknown): string[] {
  if (answer?.shown.length) return answer.shown
  return viewed(question, view).order
}

export function viewed(question: PairwiseQuestion, view: unknown): View {
  return (view as View | null) ?? { order: question.outputs, marks: false }
}

/** In words; with the order at hand by place, so that nobody learns which output is which. */
export function shown(question: PairwiseQuestion, answer: PairwiseAnswer, view?: unknown): string {
  if (answer.choice === TIE) return s.tieShown
  if (answer.choice === NEITHER) return s.neitherShown
  const name = view ? s.output(orderOf(question, answer, view).indexOf(answer.choice) + 1) : answer.choice
  return answer.strength ? s.strengthShown(name, answer.strength) : s.betterShown(name)
}
