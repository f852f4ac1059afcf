/** Text: an answer in the person's own words. Twin of kinds/text/schema.py. */
import { hasOnly, readBase, type Json, type Question } from '../contract'
import { words as s } from './words'

export interface TextQuestion extends Question {
  multiline: boolean
  /** Fewest and most characters, in code points. */
  least: number
  most: number
}

export interface TextAnswer {
  text: string
}

export function readQuestion(raw: Json): TextQuestion {
  return {
    ...readBase(raw),
    multiline: raw.multiline !== false,
    least: typeof raw.least === 'number' ? raw.least : 0,
    most: typeof raw.most === 'number' ? raw.most : 2000,
  }
}

export function readAnswer(_question: TextQuestion, raw: Json | null | undefined): TextAnswer | null {
  if (!raw || !hasOnly(raw, ['text']) || typeof raw.text !== 'string') return null
  return { text: raw.text }
}

/** Length in code points, as the server counts; UTF-16 would count an emoji twice. */
export function length(text: string): number {
  return [...text].length
}

export function faults(question: TextQuestion, answer: TextAnswer | null): string[] {
  if (answer === null) return [s.missing]
  const n = length(answer.text)
  if (n > question.most) return [s.tooLong(n, question.most)]
  if (n < question.least) return [s.tooShort(n, question.least)]
  if (question.required && answer.text.trim() === '') return [s.missing]
  if (!question.multiline && /[\r\n]/.test(answer.text)) return [s.oneLine]
  return []
}

export function shown(_question: TextQuestion, answer: TextAnswer): string {
  return answer.text
}
