/** Rewrite: a text, made better. Twin of kinds/rewrite/schema.py. */
import { words as s } from './words'
import { hasOnly, readBase, type Json, type PartLike, type Question } from '../contract'
import { isMark, lengthOf, markOf, partNamed } from '../sources'

export interface RewriteQuestion extends Question {
  must_change: boolean
  least: number
  most: number
  compare: 'edits' | 'chrf'
}

export interface RewriteAnswer {
  text: string
  /** Mark of the text that it was made from; null: not known. */
  source: string | null
}

export function readQuestion(raw: Json): RewriteQuestion {
  return {
    ...readBase(raw),
    must_change: raw.must_change === true,
    least: typeof raw.least === 'number' ? raw.least : 1,
    most: typeof raw.most === 'number' ? raw.most : 20_000,
    compare: raw.compare === 'chrf' ? 'chrf' : 'edits',
  }
}

export function readAnswer(_question: RewriteQuestion, raw: Json | null | undefined): RewriteAnswer | null {
  if (!raw || typeof raw.text !== 'string') return null
  if (!hasOnly(raw, ['text', 'source']) && !hasOnly(raw, ['text'])) return null
  const source = raw.source ?? null
  return source === null || isMark(source) ? { text: raw.text, source } : null
}

/** The text that is rewritten. */
export function sourceOf(question: RewriteQuestion, parts: PartLike[]): PartLike | undefined {
  const part = partNamed(parts, question.part, 'text', 'code')
  return typeof part?.text === 'string' ? part : undefined
}

export function faults(
  question: RewriteQuestion,
  answer: RewriteAnswer | null,
  parts: PartLike[] = [],
): string[] {
  if (answer === null) return [s.missing]
  const n = lengthOf(answer.text)
  if (n > question.most) return [s.tooLong(n, question.most)]
  if (n < question.least || answer.text.trim() === '') return [s.tooShort(n, Math.max(question.least, 1))]
  if (parts.length === 0) return []
  const text = sourceOf(question, parts)?.text
  if (text == null) return [s.noPart(question.part ?? '')]
  if (answer.source !== null && answer.source !== markOf(text)) return [s.stale]
  return question.must_change && answer.text === text ? [s.mustChange] : []
}

/** Characters that stand for a long text in a list. */
const SHOWN = 200

export function shown(_question: RewriteQuestion, answer: RewriteAnswer): string {
  if (lengthOf(answer.text) <= SHOWN) return answer.text
  return [...answer.text.slice(0, 2 * SHOWN)].slice(0, SHOWN - 1).join('') + '…'
}
