/** Relations: spans of a text, and directed arcs between them. Twin of kinds/relations/schema.py. */
import { hasOnly, type Json } from '../contract'
import { words as s } from '../marking/words'
import { plainLabel, readRows, type Label } from '../labels'
import {
  NAMED,
  readMarking,
  readSpans,
  short,
  spanFaults,
  spansShown,
  type MarkingQuestion,
  type Span,
} from '../marking/schema'

export interface RelationType extends Label {
  /** Labels it may come from, and go to; none: all. */
  head: string[]
  tail: string[]
}

export interface RelationsQuestion extends MarkingQuestion {
  relations: RelationType[]
}

export interface Arc {
  label: string
  /** Ids of spans. */
  head: string
  tail: string
}

export interface RelationsAnswer {
  spans: Span[]
  relations: Arc[]
}

export function readQuestion(raw: Json): RelationsQuestion {
  const base = readMarking(raw)
  const ids = new Map([...base.labels].reverse().map((label) => [label.name, label.id]))
  for (const label of base.labels) ids.set(label.id, label.id)
  const ends = (value: unknown) =>
    (typeof value === 'string' ? [value] : Array.isArray(value) ? (value as unknown[]) : [])
      .filter((one): one is string => typeof one === 'string')
      .map((one) => ids.get(one) ?? one)
  return {
    ...base,
    relations: readRows(raw.relations).map((row) => ({
      ...plainLabel(row),
      head: ends(row.head),
      tail: ends(row.tail),
    })),
  }
}

export function joins(type: RelationType, head: string, tail: string): boolean {
  const fits = (ends: string[], label: string) => ends.length === 0 || ends.includes(label)
  return fits(type.head, head) && fits(type.tail, tail)
}

export function readAnswer(
  question: RelationsQuestion,
  raw: Json | null | undefined,
): RelationsAnswer | null {
  if (!raw || !hasOnly(raw, ['spans', 'relations']) || !Array.isArray(raw.relations)) return null
  const spans = readSpans(question, raw.spans)
  if (!spans) return null
  const ids = new Set(spans.map((span) => span.id))
  const relations: Arc[] = []
  for (const one of raw.relations as Json[]) {
    const { label, head, tail } = one
    if (typeof label !== 'string' || typeof head !== 'string' || typeof tail !== 'string') return null
    if (!hasOnly(one, ['label', 'head', 'tail']) || !ids.has(head) || !ids.has(tail)) return null
    if (!question.relations.some((type) => type.id === label)) return null
    relations.push({ label, head, tail })
  }
  return { spans, relations }
}

export const nameOfArc = (arc: Arc): string => `${arc.label} ${arc.head} ${arc.tail}`

export function faults(question: RelationsQuestion, answer: RelationsAnswer | null): string[] {
  if (answer === null) return [s.missing]
  const found = spanFaults(question, answer.spans)
  const labels = new Map(answer.spans.map((span) => [span.id, span.label]))
  const types = new Map(question.relations.map((type) => [type.id, type]))
  for (const arc of answer.relations) {
    const type = types.get(arc.label)
    if (!type) return [...found, s.wrongRelation]
    if (arc.head === arc.tail || !joins(type, labels.get(arc.head) ?? '', labels.get(arc.tail) ?? ''))
      found.push(s.wrongEnds)
  }
  if (new Set(answer.relations.map(nameOfArc)).size !== answer.relations.length) found.push(s.wrongRelation)
  return found
}

export function shown(question: RelationsQuestion, answer: RelationsAnswer): string {
  const said = spansShown(question, answer.spans)
  const { relations } = answer
  if (relations.length === 0) return said
  const quotes = new Map(answer.spans.map((span) => [span.id, short(span.text)]))
  const names = new Map(question.relations.map((type) => [type.id, type.name]))
  const arcs = relations
    .slice(0, NAMED)
    .map(
      (a) => `“${quotes.get(a.head) ?? ''}” ${names.get(a.label) ?? a.label} “${quotes.get(a.tail) ?? ''}”`,
    )
  const count = relations.length > 1 ? s.arcs(relations.length) : ''
  return `${said}; ${count}${arcs.join(', ')}${relations.length > NAMED ? ', …' : ''}`
}
