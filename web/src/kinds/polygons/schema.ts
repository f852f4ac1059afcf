/** Polygons: outlines in a picture, each with a label. Twin of kinds/polygons/schema.py. Pixels of the upright picture. */
import { areaOf, pointsIn, wrongIn, type Part } from '@/geometry/rings'
import type { Json, PartLike } from '../contract'
import { saidFaults } from '../markLabels'
import {
  answerReader,
  countedLabels,
  isCoordinate,
  markedPicture,
  numberOr,
  readRegionQuestion,
  SLACK,
  type Region,
  type RegionQuestion,
} from '../regions/schema'
import { words as regions } from '../regions/words'
import { words as s } from './words'

export interface PolygonsQuestion extends RegionQuestion {
  /** The smallest area that a polygon may have, in square pixels. */
  least: number
  tolerance: number
}

export interface Polygon extends Region {
  parts: readonly Part[]
}

export interface PolygonsAnswer {
  polygons: Polygon[]
}

/** Points of one polygon, and of one answer. */
export const MOST_POINTS = 2_000
const MOST_OF_ALL = 50_000

export const readQuestion = (raw: Json): PolygonsQuestion => ({
  ...readRegionQuestion(raw),
  least: numberOr(raw.least, 1),
})

export const readAnswer = answerReader<PolygonsQuestion, PolygonsAnswer>({
  field: 'polygons',
  own: { parts: null },
  isShape: ({ parts }) => areParts(parts),
})

/** Parts that were found to be such: what did not change is not looked through again. */
const PARTS = new WeakSet()

function areParts(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  if (PARTS.has(value)) return true
  const some = (list: unknown, is: (one: unknown) => boolean) =>
    Array.isArray(list) && list.length > 0 && list.every(is)
  const isCorner = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isCoordinate)
  const are = some(value, (part) => some(part, (ring) => some(ring, isCorner)))
  if (are) PARTS.add(value)
  return are
}

type Wrong = 'flat' | 'crosses' | 'hole' | 'many'
const WRONG = new WeakMap<object, Wrong | 'sound'>()

/** What is wrong with an outline, whatever the question. */
export function wrongOutline(parts: readonly Part[]): Wrong | null {
  const known = WRONG.get(parts)
  if (known) return known === 'sound' ? null : known
  const wrong =
    pointsIn(parts) > MOST_POINTS ? 'many' : (parts.map(wrongIn).find((one) => one !== null) ?? null)
  WRONG.set(parts, wrong ?? 'sound')
  return wrong
}

/** What is wrong with polygons, each said once. */
export function faults(
  question: PolygonsQuestion,
  answer: PolygonsAnswer | null,
  parts?: PartLike[],
): string[] {
  if (answer === null) return [s.missing]
  const found = new Set<string>()
  const labels = new Map(question.labels.map((label) => [label.id, label]))
  const picture = parts && markedPicture(question, parts)
  const shapes = new Set<string>()
  let points = 0
  for (const polygon of answer.polygons) {
    const label = labels.get(polygon.label)
    if (!label) return [s.unknownLabel]
    const wrong = wrongOutline(polygon.parts)
    if (wrong) found.add(s.wrong[wrong](label.name))
    else if (areaOf(polygon.parts) < question.least) found.add(s.small(label.name, question.least))
    const said = saidFaults(label, polygon.attributes)
    if (said.wrong) found.add(s.wrongAttribute(label.name))
    if (said.missing) found.add(s.missingAttribute(label.name, said.missing.name))
    if (picture?.width && picture.height && outside(polygon, picture.width, picture.height))
      found.add(s.outside(label.name))
    shapes.add(`${polygon.label} ${JSON.stringify(polygon.parts)}`)
    points += pointsIn(polygon.parts)
  }
  if (shapes.size !== answer.polygons.length) found.add(s.twice)
  if (points > MOST_OF_ALL) found.add(s.manyOfAll(MOST_OF_ALL))
  return [...found]
}

const outside = ({ parts }: Polygon, width: number, height: number): boolean =>
  parts.some(([outer]) =>
    outer?.some(([x, y]) => x < -SLACK || y < -SLACK || x > width + SLACK || y > height + SLACK),
  )

export function shown(question: PolygonsQuestion, { polygons }: PolygonsAnswer): string {
  if (polygons.length === 0) return regions.nothing
  return `${s.polygons(polygons.length)}${countedLabels(question, polygons, regions.of)}`
}
