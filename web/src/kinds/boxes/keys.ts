/** What keys do to boxes, without a browser; keys of labels are the desk's. */
import { centreOf, degrees, moved, resized, tidy, type Turned } from '@/geometry/turned'
import { picturePoint, type PicturePoint, type Size } from '@/geometry/picture'
import { keysOf } from '../labels'
import { NUDGES, type BoxView, type Gesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'

export interface Press {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
}

export interface Ground {
  question: BoxesQuestion
  boxes: readonly Box[]
  view: BoxView
  label: string | null
  picture: Size
  /** What is in sight: its centre, and half of its width and height, in pixels of the picture. */
  sight: { centre: PicturePoint; halfWidth: number; halfHeight: number }
  copied: Box | null
  readOnly: boolean
}

export type Move =
  | { do: 'send'; gesture: Gesture }
  | { do: 'view'; view: BoxView }
  | { do: 'copy'; box: Box }
  | { do: 'zoom'; factor: number }
  | { do: 'pan'; right: number; down: number }
  | { do: 'reveal'; point: PicturePoint }
  | { do: 'fit' | 'original' | 'cross' | 'drop' }

const WAYS: Record<string, readonly [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
/** CSS pixels that an arrow moves the picture by. */
const PAN = 60

/** What a key does; null: it is somebody else's. `drawing`: something is being drawn. */
export function keyed(ground: Ground, press: Press, drawing: boolean): Move[] | null {
  const { question, boxes, view, readOnly } = ground
  const box = boxes.find(({ id }) => id === view.focus) ?? null
  const { key, ctrl, shift, alt } = press
  const low = key.toLowerCase()
  if (ctrl) {
    if (low === 'c' && box && !alt) return [{ do: 'copy', box }]
    if (low === 'v' && ground.copied && !readOnly && !alt) return inserted(ground, ground.copied)
    return null
  }
  const way = WAYS[key]
  if (way) return arrow(ground, box, way, shift, NUDGES[alt ? 1 : 0])
  if (alt) return null
  if (!shift && keysOf(question.labels).includes(key)) return null
  switch (key) {
    case 'Tab':
      return stepped(ground, shift ? -1 : 1)
    case 'Delete':
    case 'Backspace':
      if (!box) return null
      return readOnly ? [] : [{ do: 'send', gesture: { does: 'remove', box: box.id } }]
    case 'Escape':
      // One thing after the other is let go of.
      if (drawing) return [{ do: 'drop' }]
      if (box) return [look({ ...view, focus: null })]
      return view.held === null ? null : [look({ ...view, held: null })]
    case ',':
    case '.':
    case ';':
    case ':': {
      // With Shift these two signs are others on many keyboards.
      if (!box || !question.rotated || readOnly) return null
      const by = (key === ',' || key === ';' ? -1 : 1) * NUDGES[shift ? 1 : 0]
      return [shape(box, { box: box.box, rotation: degrees(box.rotation + by) })]
    }
    case '+':
    case '=':
      return [{ do: 'zoom', factor: 1.25 }]
    case '_':
      return [{ do: 'zoom', factor: 1 / 1.25 }]
    case 'b':
      return readOnly ? [] : made(ground)
    case 'd':
      return readOnly ? [] : [look({ ...view, focus: null, held: ground.label })]
    case 'v':
      return [look({ ...view, held: null })]
    case 'h':
      return box ? [look({ ...toggled(view, 'hidden', box.id), focus: null })] : []
    case 'l':
      return box ? [look(toggled(view, 'locked', box.id))] : []
    case 'f':
      return [{ do: 'fit' }]
    case 'o':
      return [{ do: 'original' }]
    case 'c':
      return [{ do: 'cross' }]
    default:
      return null
  }
}

const look = (view: BoxView) => ({ do: 'view', view }) as const
const shape = ({ id }: Box, now: Turned) =>
  ({ do: 'send', gesture: { does: 'shape', box: id, shape: now } }) as const

export function toggled(view: BoxView, of: 'hidden' | 'locked', id: string): BoxView {
  const had = view[of].includes(id)
  return { ...view, [of]: had ? view[of].filter((one) => one !== id) : [...view[of], id] }
}

/** The next box of the list, or the one before; behind the last one the focus goes on. */
function stepped({ boxes, view }: Ground, by: 1 | -1): Move[] | null {
  const at = boxes.findIndex(({ id }) => id === view.focus)
  const next = boxes[at < 0 ? (by === 1 ? 0 : boxes.length - 1) : at + by]
  if (!next) return null
  return [look({ ...view, focus: next.id }), { do: 'reveal', point: centreOf(next) }]
}

function arrow(
  { picture, readOnly }: Ground,
  box: Box | null,
  [right, down]: readonly [number, number],
  sizes: boolean,
  by: number,
): Move[] {
  if (!box) return sizes ? [] : [{ do: 'pan', right: -right * PAN, down: -down * PAN }]
  if (readOnly) return []
  if (!sizes) return [shape(box, moved(box, right * by, down * by, picture, 0.01))]
  // Of a turned box, too, the left upper corner of what it was stays: its sides grow along themselves.
  const [left, top, end, foot] = box.box
  const wide: Turned = { ...box, box: [left, top, end + right * by, foot + down * by] }
  if (box.rotation !== 0) return [shape(box, wide)]
  const to = picturePoint(tidy(end + right * by), tidy(foot + down * by))
  if (to.x <= left || to.y <= top) return []
  return [shape(box, resized(box, { x: right === 0 ? 0 : 1, y: down === 0 ? 0 : 1 }, to, picture, 0.01))]
}

/** A box in the middle of what is in sight, which arrows then move. */
function made({ label, sight, picture, question }: Ground): Move[] {
  if (label === null) return []
  const { centre } = sight
  const half = (room: number, most: number) =>
    Math.max(Math.round(Math.min(room / 4, most / 2)), Math.ceil(question.least / 2))
  const [x, y] = [half(sight.halfWidth, picture.width), half(sight.halfHeight, picture.height)]
  const [across, down] = [Math.round(centre.x), Math.round(centre.y)]
  const middle = moved({ box: [across - x, down - y, across + x, down + y], rotation: 0 }, 0, 0, picture, 1)
  return [{ do: 'send', gesture: { does: 'add', label, shape: middle } }]
}

/** Pixels by which a copy lies beside what it was copied from. */
const BESIDE = 10

function inserted({ question, boxes, picture }: Ground, copied: Box): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  let shape: Turned = { box: copied.box, rotation: question.rotated ? copied.rotation : 0 }
  const taken = ({ box }: Turned) => boxes.some((one) => one.box.every((border, n) => border === box[n]))
  for (let n = 0; n < 20 && taken(shape); n++) shape = moved(shape, BESIDE, BESIDE, picture, 0.01)
  const { label, crowd, attributes } = copied
  return [{ do: 'send', gesture: { does: 'add', label, shape, crowd, attributes } }]
}
