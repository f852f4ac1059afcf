/** Where a box lies, in words. */
import { heightOf, widthOf, type Turned } from '@/geometry/turned'
import { exact } from '@/ui/format'
import { words as s } from './words'

export function placeOf(shape: Turned): string {
  const [left, top] = shape.box
  const place = s.place(exact(left), exact(top), exact(widthOf(shape)), exact(heightOf(shape)))
  return shape.rotation === 0 ? place : `${place}, ${exact(shape.rotation)}°`
}
