/** Spans of a text: what the kinds that mark texts share. Twin of kinds/span_schema.py. Offsets are code points. */
import { codePoint, type CodePoint } from '@/text/offsets'
import { isSaid, readMarkLabels, saidFaults, type MarkLabel } from '../markLabels'
import { hasOnly, readBase, type Json, type PartLike, type Question } from '../contract'
import { words as s } from './words'

/** Start and end, end exclusive. */
export type Fragment = [start: CodePoint, end: CodePoint]

export interface MarkingQuestion extends Question {
  labels: MarkLabel[]
  overlapping: boolean
  tolerance: 'exact' | 'overlap'
}

export interface Span {
  id: string
  label: string
  fragments: Fragment[]
  text: string
  attributes: Record<string, string>
}

export function readMarking(raw: Json): MarkingQuestion {
  return {
    ...readBase(raw),
    labels: readMarkLabels(raw.labels),
    overlapping: raw.overlapping !== false,
    tolerance: raw.tolerance === 'exact' ? 'exact' : 'overlap',
  }
}

/** What was read of an array once: a desk draws often, and answers change seldom. */
const READ = new WeakMap<object, { question: MarkingQuestion; spans: Span[] | null }>()

/** Spans out of JSON; null when they are none of this question. The same JSON gives the same spans. */
export function readSpans(question: MarkingQuestion, raw: unknown): Span[] | null {
  if (!Array.isArray(raw)) return null
  const known = READ.get(raw)
  if (known?.question === question) return known.spans
  const spans = spansOf(question, raw as Json[])
  READ.set(raw, { question, spans })
  if (spans) READ.set(spans, { question, spans })
  return spans
}

function spansOf(question: MarkingQuestion, raw: Json[]): Span[] | null {
  const labels = new Set(question.labels.map((label) => label.id))
  const spans: Span[] = []
  for (const one of raw) {
    const { id, label, fragments, text: quote, attributes = {} } = one
    if (!hasOnly({ ...one, attributes }, ['id', 'label', 'fragments', 'text', 'attributes'])) return null
    if (typeof id !== 'string' || typeof label !== 'string' || typeof quote !== 'string') return null
    if (!labels.has(label)) return null
    if (!Array.isArray(fragments) || fragments.length === 0 || !fragments.every(isFragment)) return null
    if (!isSaid(attributes)) return null
    // Spans that did not change stay the same objects, so that nothing is drawn again for them.
    spans.push('attributes' in one ? (one as unknown as Span) : ({ ...one, attributes } as unknown as Span))
  }
  return new Set(spans.map((span) => span.id)).size === spans.length ? spans : null
}

function isFragment(value: unknown): value is Fragment {
  return Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n) && n >= 0)
}

/** What a span is known by on the screen: no two of an answer have the same label and the same place. */
export function keyOf(span: { label: string; fragments: Fragment[] }): string {
  return `${span.label} ${span.fragments.map((f) => f.join('-')).join(' ')}`
}

const START = codePoint(0)
export const startOf = (span: { fragments: Fragment[] }) => span.fragments[0]?.[0] ?? START
export const endOf = (span: { fragments: Fragment[] }) => span.fragments.at(-1)?.[1] ?? START

function compare(a: Span, b: Span): number {
  const near = startOf(a) - startOf(b) || endOf(b) - endOf(a)
  if (near) return near
  const [x, y] = [a.fragments.flat(), b.fragments.flat()]
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const differ = (x[i] ?? 0) - (y[i] ?? 0)
    if (differ) return differ
  }
  return x.length - y.length || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)
}

/** Spans in the one order that they have, with ids that count from s1, and what each former id has become. */
export function inOrder(spans: Span[]): { spans: Span[]; ids: Map<string, string> } {
  const ids = new Map<string, string>()
  const ordered = [...spans].sort(compare).map((span, i) => {
    const id = `s${String(i + 1)}`
    ids.set(span.id, id)
    return span.id === id ? span : { ...span, id }
  })
  return { spans: ordered, ids }
}

/** The part whose text is marked: the one that the question names, else the first text. */
export function markedPart(question: Question, parts: PartLike[]): PartLike | null {
  const part = parts.find((one) => (question.part ? one.name === question.part : one.type === 'text'))
  return part && typeof part.text === 'string' ? part : null
}

/** What is wrong with spans; the text itself is checked where they are made, and by the server. */
export function spanFaults(question: MarkingQuestion, spans: Span[]): string[] {
  const found: string[] = []
  const names = new Map(question.labels.map((label) => [label.id, label]))
  for (const span of spans) {
    const label = names.get(span.label)
    if (!label) return [s.unknownLabel]
    const lies = span.fragments.every(([a, b], i) => a < b && a > (span.fragments[i - 1]?.[1] ?? -1))
    if (!lies || span.text === '') found.push(s.misplaced(short(span.text)))
    const { wrong, missing } = saidFaults(label, span.attributes)
    if (wrong) found.push(s.wrongAttribute(short(span.text)))
    if (missing) found.push(s.missingAttribute(short(span.text), missing.name))
  }
  if (new Set(spans.map(keyOf)).size !== spans.length) found.push(s.twice)
  if (!question.overlapping) {
    const pieces = spans.flatMap((span) => span.fragments.map((f) => ({ f, span })))
    pieces.sort((a, b) => a.f[0] - b.f[0] || a.f[1] - b.f[1])
    const crossing = pieces.find((piece, i) => {
      const last = pieces[i - 1]
      return last !== undefined && last.span !== piece.span && piece.f[0] < last.f[1]
    })
    if (crossing) found.push(s.crossing(short(crossing.span.text)))
  }
  return found
}

/** A quote in one line, cut when it is long; counted in code points as the server does. */
export function short(quote: string, most = 40): string {
  const signs = [...quote.replace(/[ \t\r\n]+/g, ' ')]
  return signs.length <= most ? signs.join('') : `${signs.slice(0, most - 1).join('')}…`
}

/** Spans that are named where an answer stands in words. */
export const NAMED = 3

export function spansShown(question: MarkingQuestion, spans: Span[]): string {
  if (spans.length === 0) return s.nothing
  const names = new Map(question.labels.map((label) => [label.id, label.name]))
  const said = spans
    .slice(0, NAMED)
    .map((span) => `${names.get(span.label) ?? span.label} “${short(span.text)}”`)
  const count = spans.length > 1 ? s.spans(spans.length) : ''
  return `${count}${said.join(', ')}${spans.length > NAMED ? ', …' : ''}`
}
