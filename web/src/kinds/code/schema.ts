/** Code: solutions judged by criteria, remarked on line by line, corrected. Twin of kinds/code/schema.py. */
import { words as s } from './words'
import { shared } from '../words'
import { readBase, type Json, type PartLike, type Question } from '../contract'
import { readLabels, slug, type Label } from '../labels'
import { isMark, markOf } from '../sources'

export interface Criterion {
  id: string
  name: string
  help: string
  labels: Label[]
  ordered: boolean
  low: number | null
  high: number | null
}

export interface CodeQuestion extends Question {
  solutions: string[]
  criteria: Criterion[]
  comments: boolean
  correct: boolean
  prefer: boolean
  tolerance: number
}

/** A comment on lines of a solution, counted from 1, both included. */
export interface Remark {
  part: string
  first: number
  last: number
  text: string
}

export interface CodeAnswer {
  verdicts: Record<string, Record<string, string>>
  comments: Remark[]
  corrected: Record<string, string>
  preferred: { chosen: string | null } | null
  sources: Record<string, string>
}

const list = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.filter((one): one is string => typeof one === 'string') : []
const whole = (raw: unknown): number | null => (typeof raw === 'number' && Number.isInteger(raw) ? raw : null)

/** Criteria in full; ids that are left out are made from the names, and no labels mean yes or no. */
export function readCriteria(raw: unknown): Criterion[] {
  if (!Array.isArray(raw)) return []
  const rows = raw.map((one: unknown): Json => (typeof one === 'string' ? { name: one } : (one as Json)))
  const taken = new Set(rows.map((row) => row.id).filter((id) => typeof id === 'string' && id !== ''))
  return rows.map((row) => {
    const name = typeof row.name === 'string' ? row.name : ''
    let id = typeof row.id === 'string' ? row.id : ''
    if (id === '') {
      const wanted = slug(name)
      id = wanted
      for (let n = 2; taken.has(id); n++) id = `${wanted}-${String(n)}`
      taken.add(id)
    }
    const low = whole(row.low)
    const high = whole(row.high)
    const labels = readLabels(row.labels)
    const yesOrNo = labels.length === 0 && low === null && high === null
    return {
      id,
      name,
      help: typeof row.help === 'string' ? row.help : '',
      labels: yesOrNo
        ? readLabels([
            { id: 'yes', name: s.yes },
            { id: 'no', name: s.no },
          ])
        : labels,
      ordered: row.ordered === true,
      low,
      high,
    }
  })
}

export function readQuestion(raw: Json): CodeQuestion {
  return {
    ...readBase(raw),
    solutions: list(raw.solutions),
    criteria: readCriteria(raw.criteria),
    comments: raw.comments !== false,
    correct: raw.correct === true,
    prefer: raw.prefer === true,
    tolerance: whole(raw.tolerance) ?? 0,
  }
}

/** Ids and names of all verdicts by a criterion, in order. */
export function stepsOf({ low, high, labels }: Criterion): { id: string; name: string }[] {
  if (low === null || high === null) return labels
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => {
    const value = String(low + i)
    return { id: value, name: value }
  })
}

/** The solutions that the question names; none when it is every code of the item. */
export function namedOf(question: CodeQuestion): string[] {
  if (question.solutions.length > 0) return question.solutions
  return question.part === null ? [] : [question.part]
}

/** The parts that are judged, in the question's order, else the item's. */
export function solutionsOf(question: CodeQuestion, parts: PartLike[]): PartLike[] {
  const named = namedOf(question)
  if (named.length === 0) return parts.filter((part) => part.type === 'code')
  return named.flatMap((name) => parts.find((part) => part.name === name) ?? [])
}

/** How many lines an editor counts. */
export function linesOf(text: string): number {
  return text.split(/\r\n|\r|\n/).length
}

export function readAnswer(question: CodeQuestion, raw: Json | null | undefined): CodeAnswer | null {
  if (!raw) return null
  const { verdicts = {}, comments = [], corrected = {}, preferred = null, sources = {}, ...rest } = raw
  if (Object.keys(rest).length > 0 || !Array.isArray(comments)) return null
  const named = namedOf(question)
  const known = (name: string) => named.length === 0 || named.includes(name)
  const criteria = new Map(
    question.criteria.map((one) => [one.id, new Set(stepsOf(one).map((step) => step.id))]),
  )
  for (const [name, given] of Object.entries(verdicts as Record<string, Record<string, unknown>>))
    if (!known(name) || !Object.entries(given).every(([c, v]) => criteria.get(c)?.has(String(v)))) return null
  const remarks = (comments as unknown[]).map((one) => readRemark(one, known))
  if (!remarks.every((remark) => remark !== null)) return null
  const written = Object.entries(corrected as Json)
  if (!written.every(([name, text]) => known(name) && typeof text === 'string')) return null
  if (!Object.values(sources as Json).every(isMark)) return null
  const chosen = (preferred as { chosen?: unknown } | null)?.chosen ?? null
  if (chosen !== null && (typeof chosen !== 'string' || !known(chosen))) return null
  return {
    verdicts: verdicts as CodeAnswer['verdicts'],
    comments: remarks,
    corrected: corrected as CodeAnswer['corrected'],
    preferred: preferred === null ? null : { chosen },
    sources: sources as CodeAnswer['sources'],
  }
}

function readRemark(raw: unknown, known: (name: string) => boolean): Remark | null {
  const { part, first, last, text } = (raw ?? {}) as Json
  if (typeof part !== 'string' || !known(part) || typeof text !== 'string') return null
  if (typeof first !== 'number' || typeof last !== 'number' || first < 1 || last < first) return null
  return { part, first, last, text }
}

export function faults(question: CodeQuestion, answer: CodeAnswer | null, parts: PartLike[] = []): string[] {
  if (answer === null) return [s.missing]
  const found: string[] = []
  const solutions = solutionsOf(question, parts)
  const named = namedOf(question)
  const names =
    named.length > 0
      ? named
      : solutions.length > 0
        ? solutions.map((part) => part.name)
        : Object.keys(answer.verdicts).sort()
  const missing = names.flatMap((name) =>
    question.criteria
      .filter((criterion) => answer.verdicts[name]?.[criterion.id] === undefined)
      .map((criterion) => (names.length > 1 ? s.ofSolution(criterion.name, name) : criterion.name)),
  )
  if (missing.length > 0) found.push(s.missingVerdicts(missing.slice(0, 10).join(', ')))
  if (question.prefer && answer.preferred === null && names.length > 1) found.push(s.missingPreferred)
  if (!question.prefer && answer.preferred !== null) found.push(s.missing)
  if (!question.correct && Object.keys(answer.corrected).length > 0) found.push(s.missing)
  for (const remark of answer.comments)
    if (!question.comments || remark.text.trim() === '') found.push(s.emptyComment(remark.first))
  if (parts.length === 0) return found
  if (solutions.length === 0) return [...found, s.noPart]
  for (const { name, text } of solutions) {
    if (isStale(answer, name, text ?? '')) found.push(s.stale(name))
    const lines = linesOf(text ?? '')
    for (const remark of answer.comments)
      if (remark.part === name && remark.last > lines) found.push(s.beyond(remark.last, lines))
  }
  return found
}

/** Whether the code is another one than that which was judged. */
export function isStale(answer: CodeAnswer, name: string, text: string): boolean {
  const mark = answer.sources[name]
  return mark !== undefined && mark !== markOf(text)
}

export function shown(question: CodeQuestion, answer: CodeAnswer): string {
  const names = Object.keys(answer.verdicts).sort()
  const said = names.map((name) => {
    const verdicts = question.criteria.flatMap((criterion) => {
      const id = answer.verdicts[name]?.[criterion.id]
      if (id === undefined) return []
      return [`${criterion.name} ${stepsOf(criterion).find((step) => step.id === id)?.name ?? id}`]
    })
    return (names.length > 1 ? `${name}: ` : '') + verdicts.join(', ')
  })
  if (answer.preferred) said.push(shared.shownReply(answer.preferred.chosen))
  if (answer.comments.length > 0) said.push(s.comments(answer.comments.length))
  if (Object.keys(answer.corrected).length > 0) said.push(s.corrected)
  return said.join(' · ') || s.shownNothing
}
