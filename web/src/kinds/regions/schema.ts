/** Regions: what is marked in a picture, whatever its shape. Twin of kinds/region_schema.py. */
import type { PartLike, Question } from '../contract'
import type { MarkLabel, Said } from '../markLabels'
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
