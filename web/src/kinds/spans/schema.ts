/** Spans: stretches of a text, each with a label. Twin of kinds/spans/schema.py. */
import { hasOnly, type Json } from '../contract'
import { words as s } from '../marking/words'
import {
  readMarking,
  readSpans,
  spanFaults,
  spansShown,
  type MarkingQuestion,
  type Span,
} from '../marking/schema'

export type SpansQuestion = MarkingQuestion

export interface SpansAnswer {
  spans: Span[]
}

export const readQuestion = (raw: Json): SpansQuestion => readMarking(raw)

export function readAnswer(question: SpansQuestion, raw: Json | null | undefined): SpansAnswer | null {
  if (!raw || !hasOnly(raw, ['spans'])) return null
  const spans = readSpans(question, raw.spans)
  return spans && { spans }
}

export function faults(question: SpansQuestion, answer: SpansAnswer | null): string[] {
  return answer === null ? [s.missing] : spanFaults(question, answer.spans)
}

export const shown = (question: SpansQuestion, answer: SpansAnswer): string =>
  spansShown(question, answer.spans)
