/** Polylines: lines along what is in a picture, each with a label. Twin of kinds/polylines/schema.py. */
import { aroundLine } from '@/geometry/lines'
import type { Corner, Ring } from '@/geometry/rings'
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

export interface PolylinesQuestion extends RegionQuestion {
  tolerance: number
  /** Pixels from which on a place of a line shares nothing with another line. */
  reach: number
  /** Whether lines that run opposite ways are different lines. */
  directed: boolean
}

export interface Polyline extends Region {
  /** In the order in which it runs. */
  points: Ring
}

export interface PolylinesAnswer {
  polylines: Polyline[]
}

/** Points of one line, and of one answer. */
export const MOST_POINTS = 2_000
const MOST_OF_ALL = 50_000

export const readQuestion = (raw: Json): PolylinesQuestion => ({
  ...readRegionQuestion(raw),
  reach: numberOr(raw.reach, 16),
  directed: raw.directed === true,
})

export const readAnswer = answerReader<PolylinesQuestion, PolylinesAnswer>({
  field: 'polylines',
  own: { points: null },
  isShape: ({ points }) => isLine(points),
})

/** Points that were found to be a line: what did not change is not looked through again. */
const LINES = new WeakSet()

function isLine(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  if (LINES.has(value)) return true
  const isCorner = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isCoordinate)
  const is = value.every(isCorner) && wrongLine(value as Corner[]) === null
  if (is) LINES.add(value)
  return is
}

/** What is wrong with a line, whatever the question. */
export function wrongLine(points: Ring): 'few' | 'many' | 'short' | null {
  if (points.length < 2) return 'few'
  if (points.length > MOST_POINTS) return 'many'
  const stands = points.some(([x, y], n) => n > 0 && points[n - 1]?.[0] === x && points[n - 1]?.[1] === y)
  return stands ? 'short' : null
}

/** The same for lines of the same label with the same points, whichever way they run where that does not count. */
export function shapeOf(
  { directed }: PolylinesQuestion,
  { label, points }: Pick<Polyline, 'label' | 'points'>,
) {
  const there = JSON.stringify(points)
  const back = directed ? there : JSON.stringify([...points].reverse())
  return `${label} ${there < back ? there : back}`
}

/** What is wrong with lines, each said once. */
export function faults(
  question: PolylinesQuestion,
  answer: PolylinesAnswer | null,
  parts?: PartLike[],
): string[] {
  if (answer === null) return [s.missing]
  const found = new Set<string>()
  const labels = new Map(question.labels.map((label) => [label.id, label]))
  const picture = parts && markedPicture(question, parts)
  const shapes = new Set<string>()
  let points = 0
  for (const line of answer.polylines) {
    const label = labels.get(line.label)
    if (!label) return [s.unknownLabel]
    const said = saidFaults(label, line.attributes)
    if (said.wrong) found.add(s.wrongAttribute(label.name))
    if (said.missing) found.add(s.missingAttribute(label.name, said.missing.name))
    if (picture?.width && picture.height && outside(line, picture.width, picture.height))
      found.add(s.outside(label.name))
    shapes.add(shapeOf(question, line))
    points += line.points.length
  }
  if (shapes.size !== answer.polylines.length) found.add(s.twice)
  if (points > MOST_OF_ALL) found.add(s.manyOfAll(MOST_OF_ALL))
  return [...found]
}

function outside({ points }: Polyline, width: number, height: number): boolean {
  const [left, top, right, bottom] = aroundLine(points)
  return left < -SLACK || top < -SLACK || right > width + SLACK || bottom > height + SLACK
}

export function shown(question: PolylinesQuestion, { polylines }: PolylinesAnswer): string {
  if (polylines.length === 0) return regions.nothing
  return `${s.polylines(polylines.length)}${countedLabels(question, polylines, regions.of)}`
}
