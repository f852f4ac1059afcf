/** What keys do to boxes, without a browser; keys of labels are the desk's. */
import { centreOf, degrees, moved, resized, tidy, type Turned } from '@/geometry/turned'
import { picturePoint, type Size } from '@/geometry/picture'
import {
  BESIDE,
  inHand,
  isLabelKey,
  NUDGES,
  regionKeys,
  wayOf,
  type KeyGround,
  type Press,
} from '../regions/keys'
import type * as regions from '../regions/keys'
import type { Gesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'

type Ground = KeyGround<BoxesQuestion, Box>
type Move = regions.Move<Box, Gesture>

/** What a key does; null: it is somebody else's. `drawing`: something is being drawn. */
export function keyed(ground: Ground, press: Press, drawing: boolean): Move[] | null {
  const { question, regions, view, readOnly, copied } = ground
  const box = inHand(regions, view)
  const { key, ctrl, shift, alt } = press
  const way = wayOf(key)
  if (way && box && !ctrl) return readOnly ? [] : arrow(ground.picture, box, way, shift, NUDGES[alt ? 1 : 0])
  if (ctrl && !alt && key.toLowerCase() === 'v' && copied && !readOnly) return inserted(ground, copied)
  if (!ctrl && !alt && !isLabelKey(question, press))
    switch (key) {
      case ',':
      case '.':
      case ';':
      case ':': {
        // With Shift these two signs are others on many keyboards.
        if (!box || !question.rotated || readOnly) return null
        const by = (key === ',' || key === ';' ? -1 : 1) * NUDGES[shift ? 1 : 0]
        return [shape(box, { box: box.box, rotation: degrees(box.rotation + by) })]
      }
      case 'b':
        return readOnly ? [] : made(ground)
    }
  return regionKeys(ground, press, drawing, centreOf)
}

const shape = ({ id }: Box, now: Turned) =>
  ({ do: 'send', gesture: { does: 'shape', region: id, shape: now } }) as const

function arrow(
  picture: Size,
  box: Box,
  [right, down]: readonly [number, number],
  sizes: boolean,
  by: number,
): Move[] {
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

function inserted({ question, regions, picture }: Ground, copied: Box): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  let shape: Turned = { box: copied.box, rotation: question.rotated ? copied.rotation : 0 }
  const taken = ({ box }: Turned) => regions.some((one) => one.box.every((border, n) => border === box[n]))
  for (let n = 0; n < 20 && taken(shape); n++) shape = moved(shape, BESIDE, BESIDE, picture, 0.01)
  const { label, crowd, attributes } = copied
  return [{ do: 'send', gesture: { does: 'add', label, shape, crowd, attributes } }]
}
