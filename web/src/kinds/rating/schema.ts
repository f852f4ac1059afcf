/** Rating: a whole number on a scale. Twin of kinds/rating/schema.py. */
import { hasOnly, readBase, type Json, type Question } from '../contract'
import { words as s } from './words'

export interface RatingQuestion extends Question {
  low: number
  high: number
  low_name: string
  high_name: string
  /** Steps from an expert's answer that still count as right. */
  tolerance: number
}

export interface RatingAnswer {
  value: number
}

function whole(raw: unknown, otherwise: number): number {
  return typeof raw === 'number' && Number.isInteger(raw) ? raw : otherwise
}

export function readQuestion(raw: Json): RatingQuestion {
  return {
    ...readBase(raw),
    low: whole(raw.low, 1),
    high: whole(raw.high, 5),
    low_name: typeof raw.low_name === 'string' ? raw.low_name : '',
    high_name: typeof raw.high_name === 'string' ? raw.high_name : '',
    tolerance: whole(raw.tolerance, 0),
  }
}

export function readAnswer(question: RatingQuestion, raw: Json | null | undefined): RatingAnswer | null {
  if (!raw || !hasOnly(raw, ['value'])) return null
  const { value } = raw
  if (typeof value !== 'number' || !Number.isInteger(value)) return null
  return value >= question.low && value <= question.high ? { value } : null
}

export function faults(_question: RatingQuestion, answer: RatingAnswer | null): string[] {
  return answer === null ? [s.missing] : []
}

export function levels(question: RatingQuestion): number[] {
  return Array.from({ length: Math.max(0, question.high - question.low + 1) }, (_, i) => question.low + i)
}

/** The key of each level: the digit itself where there is one (0 for ten), else its place on the scale. */
export function keysOf(question: RatingQuestion): (string | null)[] {
  const all = levels(question)
  if (question.low >= 0 && question.high <= 9) return all.map(String)
  if (question.low === 1 && question.high === 10) return all.map((value) => String(value % 10))
  return all.map((_, i) => (i < 9 ? String(i + 1) : null))
}

export function shown(_question: RatingQuestion, answer: RatingAnswer): string {
  return String(answer.value)
}
