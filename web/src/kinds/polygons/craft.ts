/** How polygons look, and what is said of them. */
import { aroundAll, pointsIn, type Part } from '@/geometry/rings'
import type { Outline } from '@/picture/scene'
import { exact } from '@/ui/format'
import type { Craft } from '../regions/craft'
import type { Polygon, PolygonsAnswer } from './schema'
import { words } from './words'

/** What was laid out once: polygons that did not change are not laid out again. */
const LAID = new WeakMap<object, Outline>()

function laidOut(parts: readonly Part[]): Outline {
  const known = LAID.get(parts)
  if (known) return known
  const rings = parts.flatMap((part) => part.map((ring) => ring.map(([x, y]) => ({ x, y }))))
  const outline = { around: aroundAll(parts), rings }
  LAID.set(parts, outline)
  return outline
}

function placeOf({ parts }: Polygon): string {
  const [left, top, right, bottom] = aroundAll(parts)
  const points = words.points(pointsIn(parts))
  return words.place(exact(left), exact(top), exact(right - left), exact(bottom - top), points)
}

export const CRAFT: Craft<PolygonsAnswer, Polygon> = {
  regionsOf: ({ polygons }) => polygons,
  outlineOf: ({ parts }) => laidOut(parts),
  placeOf,
  words,
}
