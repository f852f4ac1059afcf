/** Keypoints: named points of a picture, joined to skeletons, each with a label. Twin of kinds/keypoints/schema.py. */
import type { Json, PartLike } from '../contract'
import { readNamed, type Named } from '../labels'
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
import { aroundPoints, type Points } from './points'
import { words as s } from './words'

export interface KeypointsQuestion extends RegionQuestion {
  /** In the order in which they are placed. */
  points: Named[]
  /** Pairs of points, by their ids. */
  lines: [string, string][]
  tolerance: number
  /** Pixels that a side of a skeleton is taken to have at least where two are compared. */
  least: number
}

export interface Skeleton extends Region {
  points: Points
}

export interface KeypointsAnswer {
  keypoints: Skeleton[]
}

/** Points of one skeleton, and of one answer. */
export const MOST_POINTS = 200
const MOST_OF_ALL = 40_000

export function readQuestion(raw: Json): KeypointsQuestion {
  const points = readNamed(raw.points).map(({ id, name }) => ({ id, name }))
  const idOf = (end: unknown) =>
    (points.find(({ id }) => id === end) ?? points.find(({ name }) => name === end))?.id ?? String(end)
  const lines = Array.isArray(raw.lines) ? (raw.lines as unknown[]) : []
  return {
    ...readRegionQuestion(raw),
    points,
    lines: lines.flatMap((line): [string, string][] =>
      Array.isArray(line) && line.length === 2 ? [[idOf(line[0]), idOf(line[1])]] : [],
    ),
    least: numberOr(raw.least, 16),
  }
}

export const readAnswer = answerReader<KeypointsQuestion, KeypointsAnswer>({
  field: 'keypoints',
  own: { points: null },
  isShape: ({ points }) => arePoints(points),
})

/** Points that were found to be such: what did not change is not looked through again. */
const POINTS = new WeakSet()

function arePoints(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (POINTS.has(value)) return true
  const all: unknown[] = Object.values(value)
  const are =
    all.length > 0 &&
    all.length <= MOST_POINTS &&
    all.every(
      (one) =>
        Array.isArray(one) &&
        one.length === 3 &&
        isCoordinate(one[0]) &&
        isCoordinate(one[1]) &&
        (one[2] === 1 || one[2] === 2),
    )
  if (are) POINTS.add(value)
  return are
}

/** What is wrong with skeletons, each said once. */
export function faults(
  question: KeypointsQuestion,
  answer: KeypointsAnswer | null,
  parts?: PartLike[],
): string[] {
  if (answer === null) return [s.missing]
  const found = new Set<string>()
  const labels = new Map(question.labels.map((label) => [label.id, label]))
  const known = new Set(question.points.map(({ id }) => id))
  const picture = parts && markedPicture(question, parts)
  const shapes = new Set<string>()
  let points = 0
  for (const skeleton of answer.keypoints) {
    const label = labels.get(skeleton.label)
    if (!label) return [s.unknownLabel]
    const names = Object.keys(skeleton.points)
    if (!names.every((name) => known.has(name))) found.add(s.unknownPoint(label.name))
    const said = saidFaults(label, skeleton.attributes)
    if (said.wrong) found.add(s.wrongAttribute(label.name))
    if (said.missing) found.add(s.missingAttribute(label.name, said.missing.name))
    if (picture?.width && picture.height && outside(skeleton, picture.width, picture.height))
      found.add(s.outside(label.name))
    shapes.add(shapeOf(skeleton))
    points += names.length
  }
  if (shapes.size !== answer.keypoints.length) found.add(s.twice)
  if (points > MOST_OF_ALL) found.add(s.manyOfAll(MOST_OF_ALL))
  return [...found]
}

/** The same for skeletons of the same label with the same points. */
export const shapeOf = ({ label, points }: Pick<Skeleton, 'label' | 'points'>): string =>
  JSON.stringify([label, ...Object.entries(points).sort(([a], [b]) => (a < b ? -1 : 1))])

function outside({ points }: Skeleton, width: number, height: number): boolean {
  const [left, top, right, bottom] = aroundPoints(points)
  return left < -SLACK || top < -SLACK || right > width + SLACK || bottom > height + SLACK
}

export function shown(question: KeypointsQuestion, { keypoints }: KeypointsAnswer): string {
  if (keypoints.length === 0) return regions.nothing
  return `${s.skeletons(keypoints.length)}${countedLabels(question, keypoints, regions.of)}`
}
