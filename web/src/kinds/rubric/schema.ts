/** Rubric: several criteria, each with a scale whose steps are described. Twin of kinds/rubric/schema.py. */
import { words as s } from './words'
import { readBase, type Json, type Question } from '../contract'
import { readLabels } from '../labels'

export const MOST_NOTE = 5000
export const MOST_LEVELS = 9
export const MOST_CRITERIA = 20

export interface Level {
  /** What answers keep; the name may change. */
  value: number
  name: string
  description: string
}

export interface Criterion {
  id: string
  name: string
  help: string
  /** From the lowest to the highest. */
  levels: Level[]
}

export interface RubricQuestion extends Question {
  criteria: Criterion[]
  notes: boolean
  /** Steps from an expert's answer that still count as right. */
  tolerance: number
}

export interface RubricAnswer {
  /** Criterion id -> the value of a step. Until all are judged some may be missing. */
  ratings: Record<string, number>
  notes: Record<string, string>
}

/** What the hand is at: a criterion; null: the next that is not judged. */
export interface View {
  at: string | null
}

const rowsOf = (raw: unknown): Json[] =>
  Array.isArray(raw)
    ? raw.map((one: unknown): Json => (typeof one === 'string' ? { name: one } : ((one ?? {}) as Json)))
    : []

export function readLevels(raw: unknown): Level[] {
  return rowsOf(raw).map((row, i) => ({
    value: typeof row.value === 'number' && Number.isInteger(row.value) ? row.value : i + 1,
    name: typeof row.name === 'string' ? row.name : '',
    description: typeof row.description === 'string' ? row.description : '',
  }))
}

export function readQuestion(raw: Json): RubricQuestion {
  const rows = rowsOf(raw.criteria)
  return {
    ...readBase(raw),
    criteria: readLabels(rows).map(({ id, name, help }, i) => ({
      id,
      name,
      help,
      levels: readLevels(rows[i]?.levels ?? raw.levels),
    })),
    notes: raw.notes === true,
    tolerance: typeof raw.tolerance === 'number' ? raw.tolerance : 0,
  }
}

export function readAnswer(question: RubricQuestion, raw: Json | null | undefined): RubricAnswer | null {
  if (!raw || Object.keys(raw).some((field) => !['ratings', 'notes'].includes(field))) return null
  const ratings = (raw.ratings ?? {}) as Json
  const notes = (raw.notes ?? {}) as Json
  const by = new Map(question.criteria.map((criterion) => [criterion.id, criterion]))
  const isStep = ([id, value]: [string, unknown]) =>
    by.get(id)?.levels.some((level) => level.value === value) ?? false
  const isNote = ([id, text]: [string, unknown]) => by.has(id) && typeof text === 'string' && text !== ''
  if (!Object.entries(ratings).every(isStep) || !Object.entries(notes).every(isNote)) return null
  if (!question.notes && Object.keys(notes).length > 0) return null
  if (Object.keys(ratings).length + Object.keys(notes).length === 0) return null
  return { ratings: ratings as Record<string, number>, notes: notes as Record<string, string> }
}

export function faults(question: RubricQuestion, answer: RubricAnswer | null): string[] {
  if (answer === null) return [s.missing]
  const rest = question.criteria.filter(({ id }) => answer.ratings[id] === undefined)
  if (rest.length > 0) return [s.unjudged(rest.map(({ name }) => name).join(', '))]
  const long = question.criteria.find(({ id }) => [...(answer.notes[id] ?? '')].length > MOST_NOTE)
  return long ? [s.longNote(long.name)] : []
}

/** The criterion that the next key judges: the one at hand, else the next that is not judged. */
export function handOf(
  question: RubricQuestion,
  answer: RubricAnswer | null,
  view: unknown,
): Criterion | null {
  const at = (view as View | null)?.at ?? null
  return (
    question.criteria.find(({ id }) => id === at) ??
    question.criteria.find(({ id }) => answer?.ratings[id] === undefined) ??
    null
  )
}

export function shown(question: RubricQuestion, answer: RubricAnswer): string {
  return question.criteria
    .flatMap(({ id, name, levels }) => {
      const level = levels.find(({ value }) => value === answer.ratings[id])
      return level ? [`${name}: ${level.name}`] : []
    })
    .join(', ')
}
