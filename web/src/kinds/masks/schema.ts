/** Masks: which pixels of a picture belong to what, each with a label. Twin of kinds/masks/schema.py. */
import type { Size } from '@/geometry/picture'
import type { Json, PartLike } from '../contract'
import { saidFaults } from '../markLabels'
import {
  answerReader,
  countedLabels,
  FARTHEST,
  markedPicture,
  numberOr,
  readRegionQuestion,
  type Region,
  type RegionQuestion,
} from '../regions/schema'
import { words as regions } from '../regions/words'
import { areaOf, fromText, NONE, type Turns } from './runs'
import { words as s } from './words'

export interface MasksQuestion extends RegionQuestion {
  /** The fewest pixels that a mask may have. */
  least: number
  tolerance: number
  /** Whether a pixel may belong to several masks; none: to one at most. */
  overlap: 'allowed' | 'none'
}

export interface Mask extends Region {
  /** Height and width of the picture. */
  size: readonly [height: number, width: number]
  /** Its runs, as COCO's text. */
  counts: string
}

export interface MasksAnswer {
  masks: Mask[]
}

/** Runs and characters of one mask, and characters of one answer. */
export const MOST_RUNS = 200_000
export const MOST_TEXT = 1_000_000
const MOST_OF_ALL = 3_000_000

export const readQuestion = (raw: Json): MasksQuestion => ({
  ...readRegionQuestion(raw),
  least: numberOr(raw.least, 1),
  overlap: raw.overlap === 'none' ? 'none' : 'allowed',
})

export const readAnswer = answerReader<MasksQuestion, MasksAnswer>({
  field: 'masks',
  own: { size: null, counts: null },
  isShape: (region) => isMask(region) && runsOf(region) !== null,
})

const isSide = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= FARTHEST

const isMask = (raw: Json): raw is Json & Pick<Mask, 'size' | 'counts'> =>
  Array.isArray(raw.size) && raw.size.length === 2 && raw.size.every(isSide) && typeof raw.counts === 'string'

export const pictureOf = ({ size: [height, width] }: Pick<Mask, 'size'>): Size => ({ width, height })

/** What was read of a text once. The list of the size stays the same object while the mask does. */
const READ = new WeakMap<object, { counts: string; turns: Turns | null }>()

function runsOf(mask: Pick<Mask, 'size' | 'counts'>): Turns | null {
  const known = READ.get(mask.size)
  if (known?.counts === mask.counts) return known.turns
  const read = mask.counts.length <= MOST_TEXT ? fromText(mask.counts, pictureOf(mask)) : null
  const turns = read && read.length <= MOST_RUNS ? read : null
  READ.set(mask.size, { counts: mask.counts, turns })
  return turns
}

/** The runs of a mask that was read. */
export const turnsOf = (mask: Pick<Mask, 'size' | 'counts'>): Turns => runsOf(mask) ?? NONE

/** What is wrong with masks, each said once. */
export function faults(question: MasksQuestion, answer: MasksAnswer | null, parts?: PartLike[]): string[] {
  if (answer === null) return [s.missing]
  const found = new Set<string>()
  const labels = new Map(question.labels.map((label) => [label.id, label]))
  const picture = parts && markedPicture(question, parts)
  const shapes = new Set<string>()
  const sizes = new Set<string>()
  let length = 0
  for (const mask of answer.masks) {
    const label = labels.get(mask.label)
    if (!label) return [s.unknownLabel]
    if (areaOf(turnsOf(mask)) < question.least) found.add(s.small(label.name, question.least))
    const said = saidFaults(label, mask.attributes)
    if (said.wrong) found.add(s.wrongAttribute(label.name))
    if (said.missing) found.add(s.missingAttribute(label.name, said.missing.name))
    const [height, width] = mask.size
    if (picture?.width && picture.height && (picture.width !== width || picture.height !== height))
      found.add(s.otherSize(label.name))
    shapes.add(`${mask.label} ${mask.counts}`)
    sizes.add(mask.size.join())
    length += mask.counts.length
  }
  if (shapes.size !== answer.masks.length) found.add(s.twice)
  if (sizes.size > 1) found.add(s.sizes)
  if (length > MOST_OF_ALL) found.add(s.long)
  if (found.size === 0 && question.overlap === 'none' && areOverlapping(answer.masks)) found.add(s.overlap)
  return [...found]
}

/** Runs of one mask never meet: one that begins before as many have ended is of another. All at once, not pair by pair. */
function areOverlapping(masks: readonly Mask[]): boolean {
  const runs = masks.map(turnsOf)
  const all = new Float64Array(runs.reduce((length, { length: more }) => length + more, 0) / 2)
  const [starts, ends] = [all, all.slice()]
  let at = 0
  for (const turns of runs)
    for (let n = 0; n < turns.length; n += 2, at++) {
      starts[at] = turns[n] ?? 0
      ends[at] = turns[n + 1] ?? 0
    }
  starts.sort()
  ends.sort()
  return starts.subarray(1).some((start, n) => start < (ends[n] ?? 0))
}

export function shown(question: MasksQuestion, { masks }: MasksAnswer): string {
  if (masks.length === 0) return regions.nothing
  return `${s.masks(masks.length)}${countedLabels(question, masks, regions.of)}`
}
