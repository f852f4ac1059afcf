/** Classification: one label or several from a list. Twin of kinds/classification/schema.py. */
import { hasOnly, readBase, type Json, type Question } from '../contract'
import { words as s } from './words'
import { keysOf as keysOfLabels, readLabels, type Label } from '../labels'

export { slug, type Label } from '../labels'

export interface ClassificationQuestion extends Question {
  multiple: boolean
  labels: Label[]
}

export interface ClassificationAnswer {
  labels: string[]
}

export function readQuestion(raw: Json): ClassificationQuestion {
  return { ...readBase(raw), multiple: raw.multiple === true, labels: readLabels(raw.labels) }
}

export function readAnswer(
  question: ClassificationQuestion,
  raw: Json | null | undefined,
): ClassificationAnswer | null {
  if (!raw || !hasOnly(raw, ['labels']) || !Array.isArray(raw.labels)) return null
  const labels: unknown[] = raw.labels
  const known = new Set(question.labels.map((label) => label.id))
  if (!labels.every((id): id is string => typeof id === 'string' && known.has(id))) return null
  return { labels }
}

export function faults(question: ClassificationQuestion, answer: ClassificationAnswer | null): string[] {
  if (answer === null) return [question.multiple ? s.missingMany : s.missing]
  if (new Set(answer.labels).size !== answer.labels.length) return [s.twice]
  if (!question.multiple && answer.labels.length !== 1) return [s.exactlyOne]
  return []
}

/** The key of each label: its own, else the next free one of 1 to 9 and 0. */
export function keysOf(question: ClassificationQuestion): (string | null)[] {
  return keysOfLabels(question.labels)
}

export function shown(question: ClassificationQuestion, answer: ClassificationAnswer): string {
  if (answer.labels.length === 0) return s.none
  const names = new Map(question.labels.map((label) => [label.id, label.name]))
  return answer.labels.map((id) => names.get(id) ?? id).join(', ')
}
