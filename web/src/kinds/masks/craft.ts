/** How masks look, and what is said of them. */
import type { Outline } from '@/picture/scene'
import { exact } from '@/ui/format'
import type { Craft } from '../regions/craft'
import { areaOf, boundsOf } from './runs'
import { turnsOf, type Mask, type MasksAnswer } from './schema'
import { traced } from './tracing'
import { words } from './words'

/** What was laid out once: masks whose pixels did not change are not traced again. */
const LAID = new WeakMap<object, Outline>()

export function laidOut(mask: Mask): Outline {
  const known = LAID.get(mask.size)
  if (known) return known
  const turns = turnsOf(mask)
  const [height] = mask.size
  const rings = traced(turns, height).map(({ ring }) => ring.map(([x, y]) => ({ x, y })))
  const outline = { around: boundsOf(turns, height), rings, filled: true }
  LAID.set(mask.size, outline)
  return outline
}

function placeOf(mask: Mask): string {
  const turns = turnsOf(mask)
  const [left, top, right, bottom] = boundsOf(turns, mask.size[0])
  return words.place(
    exact(left),
    exact(top),
    exact(right - left),
    exact(bottom - top),
    words.pixels(areaOf(turns)),
  )
}

export const CRAFT: Craft<MasksAnswer, Mask> = {
  regionsOf: ({ masks }) => masks,
  outlineOf: laidOut,
  placeOf,
  words,
}
