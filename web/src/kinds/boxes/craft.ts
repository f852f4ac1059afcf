/** How boxes look, and what is said of them. */
import { around, cornersOf, heightOf, widthOf, type Turned } from '@/geometry/turned'
import { exact } from '@/ui/format'
import type { Craft } from '../regions/craft'
import type { Box, BoxesAnswer } from './schema'
import { words } from './words'

function placeOf(shape: Turned): string {
  const [left, top] = shape.box
  const place = words.place(exact(left), exact(top), exact(widthOf(shape)), exact(heightOf(shape)))
  return shape.rotation === 0 ? place : `${place}, ${exact(shape.rotation)}°`
}

export const CRAFT: Craft<BoxesAnswer, Box> = {
  regionsOf: ({ boxes }) => boxes,
  outlineOf: (box) => ({ around: around(box), rings: box.rotation === 0 ? [] : [cornersOf(box)] }),
  placeOf,
  words,
}
