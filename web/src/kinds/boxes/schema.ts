/** Boxes: rectangles of a picture, each with a label. Twin of kinds/boxes/schema.py. Pixels of the upright picture. */
import { around, centreOf, heightOf, widthOf, type Borders } from '@/geometry/turned'
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

export interface BoxesQuestion extends RegionQuestion {
  rotated: boolean
  crowds: boolean
  /** The shortest side that a box may have. */
  least: number
  tolerance: number
}

export interface Box extends Region {
  box: Borders
  rotation: number
  crowd: boolean
}

export interface BoxesAnswer {
  boxes: Box[]
}

export const readQuestion = (raw: Json): BoxesQuestion => ({
  ...readRegionQuestion(raw),
  rotated: raw.rotated === true,
  crowds: raw.crowds === true,
  least: numberOr(raw.least, 1),
})

export const readAnswer = answerReader<BoxesQuestion, BoxesAnswer>({
  field: 'boxes',
  own: { box: null, rotation: 0, crowd: false },
  isShape: ({ box, rotation, crowd }) =>
    Array.isArray(box) &&
    box.length === 4 &&
    box.every(isCoordinate) &&
    isCoordinate(rotation) &&
    rotation >= 0 &&
    rotation < 360 &&
    typeof crowd === 'boolean',
})

/** What is wrong with boxes, each said once. */
export function faults(question: BoxesQuestion, answer: BoxesAnswer | null, parts?: PartLike[]): string[] {
  if (answer === null) return [s.missing]
  const found = new Set<string>()
  const labels = new Map(question.labels.map((label) => [label.id, label]))
  const picture = parts && markedPicture(question, parts)
  const places = new Set<string>()
  for (const box of answer.boxes) {
    const label = labels.get(box.label)
    if (!label) return [s.unknownLabel]
    if (!(Math.min(widthOf(box), heightOf(box)) >= Math.max(question.least, Number.MIN_VALUE)))
      found.add(s.small(label.name, question.least))
    if (box.rotation !== 0 && !question.rotated) found.add(s.turned(label.name))
    if (box.crowd && !question.crowds) found.add(s.noCrowds(label.name))
    const { wrong, missing } = saidFaults(label, box.attributes)
    if (wrong) found.add(s.wrongAttribute(label.name))
    if (missing) found.add(s.missingAttribute(label.name, missing.name))
    if (picture?.width && picture.height && outside(box, picture.width, picture.height))
      found.add(s.outside(label.name))
    places.add([box.label, ...box.box, box.rotation].join())
  }
  if (places.size !== answer.boxes.length) found.add(s.twice)
  return [...found]
}

function outside(box: Box, width: number, height: number): boolean {
  if (box.rotation !== 0) {
    const { x, y } = centreOf(box)
    return x < 0 || y < 0 || x > width || y > height
  }
  const [left, top, right, bottom] = around(box)
  return left < -SLACK || top < -SLACK || right > width + SLACK || bottom > height + SLACK
}

export function shown(question: BoxesQuestion, { boxes }: BoxesAnswer): string {
  if (boxes.length === 0) return regions.nothing
  return `${s.boxes(boxes.length)}${countedLabels(question, boxes, regions.of)}`
}
