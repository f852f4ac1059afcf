/** Regions: what is marked in a picture, whatever its shape. Twin of kinds/region_schema.py. */
import { hasOnly, readBase, type Json, type PartLike, type Question } from '../contract'
import { isSaid, readMarkLabels, type MarkLabel, type Said } from '../markLabels'
import { partNamed } from '../sources'

export interface RegionQuestion extends Question {
  labels: MarkLabel[]
}

export interface Region {
  id: string
  label: string
  attributes: Said
}

export const MOST = 10_000
/** No coordinate lies farther from the picture's corner, in pixels. */
export const FARTHEST = 1e6
/** Pixels by which a region may reach beyond the picture: other tools round. */
export const SLACK = 0.5
/** Labels that are named where an answer stands in words. */
const NAMED = 3

export const isCoordinate = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= FARTHEST

export const numberOr = (raw: unknown, other: number) => (typeof raw === 'number' ? raw : other)

/** What every question about regions has, out of stored JSON. */
export const readRegionQuestion = (raw: Json) => ({
  ...readBase(raw),
  labels: readMarkLabels(raw.labels),
  tolerance: numberOr(raw.tolerance, 0.5),
})

/** What a kind of regions is in stored JSON. */
interface Stored<Q> {
  /** The field of an answer that holds them. */
  field: string
  /** The fields that only this shape has, with what one has that does not say them. */
  own: Json
  /** Whether the fields of its shape are such. */
  isShape: (region: Json, question: Q) => boolean
}

/** Reads stored answers. What was read of an array once is known: a desk draws often, and answers change seldom. */
export function answerReader<Q extends RegionQuestion, A extends object>(stored: Stored<Q>) {
  const known = new WeakMap<object, { question: Q; answer: A | null }>()
  return (question: Q, raw: Json | null | undefined): A | null => {
    const list = raw?.[stored.field]
    if (!raw || !hasOnly(raw, [stored.field]) || !Array.isArray(list)) return null
    const had = known.get(list)
    if (had?.question === question) return had.answer
    const regions = regionsOf(stored, question, list as Json[])
    const answer = regions && ({ [stored.field]: regions } as A)
    known.set(list, { question, answer })
    if (regions) known.set(regions, { question, answer })
    return answer
  }
}

function regionsOf<Q extends RegionQuestion>(stored: Stored<Q>, question: Q, raw: Json[]): Json[] | null {
  const labels = new Set(question.labels.map((label) => label.id))
  const fields = ['id', 'label', ...Object.keys(stored.own), 'attributes']
  const regions: Json[] = []
  if (raw.length > MOST) return null
  for (const one of raw) {
    const full: Json = { ...stored.own, attributes: {}, ...one }
    const { id, label, attributes } = full
    if (!hasOnly(full, fields)) return null
    if (typeof id !== 'string' || typeof label !== 'string' || !labels.has(label)) return null
    if (!isSaid(attributes) || !stored.isShape(full, question)) return null
    // Regions that did not change stay the same objects, so that nothing is drawn again for them.
    regions.push(Object.keys(one).length === fields.length ? one : full)
  }
  return new Set(regions.map(({ id }) => id)).size === regions.length ? regions : null
}

/** The picture that is marked: the part that the question names, else the first picture. */
export function markedPicture(question: Question, parts: PartLike[]): PartLike | null {
  const part = partNamed(parts, question.part, 'picture')
  return part?.type === 'picture' ? part : null
}

/** How many regions each label has, in words: the first few. */
export function countedLabels(
  { labels }: RegionQuestion,
  regions: readonly Region[],
  of: (name: string, n: number) => string,
): string {
  const counts = new Map<string, number>()
  for (const { label } of regions) counts.set(label, (counts.get(label) ?? 0) + 1)
  const named = labels.flatMap(({ id, name }) => {
    const n = counts.get(id)
    return n ? [of(name, n)] : []
  })
  return `${named.slice(0, NAMED).join(', ')}${named.length > NAMED ? ', …' : ''}`
}

/** The labels that an answer has, in the order of the question. */
export function labelsSaid({ labels }: RegionQuestion, regions: readonly Region[]): string[] {
  const there = new Set(regions.map(({ label }) => label))
  return labels.map(({ id }) => id).filter((id) => there.has(id))
}
