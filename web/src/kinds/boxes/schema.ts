/** Boxes: rectangles of a picture, each with a label. Twin of kinds/boxes/schema.py. Pixels of the upright picture. */
import { around, centreOf, heightOf, widthOf, type Borders } from '@/geometry/turned'
import { hasOnly, readBase, type Json, type PartLike } from '../contract'
import { isSaid, readMarkLabels, saidFaults } from '../markLabels'
import {
  countedLabels,
  isCoordinate,
  markedPicture,
  MOST,
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

const numberOr = (raw: unknown, other: number) => (typeof raw === 'number' ? raw : other)

export const readQuestion = (raw: Json): BoxesQuestion => ({
  ...readBase(raw),
  labels: readMarkLabels(raw.labels),
  rotated: raw.rotated === true,
  crowds: raw.crowds === true,
  least: numberOr(raw.least, 1),
  tolerance: numberOr(raw.tolerance, 0.5),
})

/** What was read of an array once: a desk draws often, and answers change seldom. */
const READ = new WeakMap<object, { question: BoxesQuestion; answer: BoxesAnswer | null }>()

export function readAnswer(question: BoxesQuestion, raw: Json | null | undefined): BoxesAnswer | null {
  if (!raw || !hasOnly(raw, ['boxes']) || !Array.isArray(raw.boxes)) return null
  const known = READ.get(raw.boxes)
  if (known?.question === question) return known.answer
  const boxes = boxesOf(question, raw.boxes as Json[])
  const answer = boxes && { boxes }
  READ.set(raw.boxes, { question, answer })
  if (boxes) READ.set(boxes, { question, answer })
  return answer
}

function boxesOf(question: BoxesQuestion, raw: Json[]): Box[] | null {
  const labels = new Set(question.labels.map((label) => label.id))
  const boxes: Box[] = []
  if (raw.length > MOST) return null
  for (const one of raw) {
    const full = { rotation: 0, crowd: false, attributes: {}, ...one } as Json
    const { id, label, box, rotation, crowd, attributes } = full
    if (!hasOnly(full, ['id', 'label', 'box', 'rotation', 'crowd', 'attributes'])) return null
    if (typeof id !== 'string' || typeof label !== 'string' || !labels.has(label)) return null
    if (!Array.isArray(box) || box.length !== 4 || !box.every(isCoordinate)) return null
    if (!isCoordinate(rotation) || rotation < 0 || rotation >= 360) return null
    if (typeof crowd !== 'boolean' || !isSaid(attributes)) return null
    // Boxes that did not change stay the same objects, so that nothing is drawn again for them.
    boxes.push((Object.keys(one).length === 6 ? one : full) as unknown as Box)
  }
  return new Set(boxes.map((box) => box.id)).size === boxes.length ? boxes : null
}

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
