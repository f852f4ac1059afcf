/** How polylines look, and what is said of them. */
import { aroundLine } from '@/geometry/lines'
import { pointOf, type Ring } from '@/geometry/rings'
import type { Outline } from '@/picture/scene'
import { exact } from '@/ui/format'
import type { Craft } from '../regions/craft'
import type { Polyline, PolylinesAnswer, PolylinesQuestion } from './schema'
import { words } from './words'

/** What was laid out once: lines that did not change are not laid out again. */
const LAID = new WeakMap<Ring, { directed: boolean; outline: Outline }>()

function laidOut(points: Ring, directed: boolean): Outline {
  const known = LAID.get(points)
  if (known?.directed === directed) return known.outline
  const line = points.map(pointOf)
  const outline = { around: aroundLine(points), rings: [line], open: true, arrow: directed }
  LAID.set(points, { directed, outline })
  return outline
}

function placeOf({ points }: Polyline): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  return words.place(
    exact(first[0]),
    exact(first[1]),
    exact(last[0]),
    exact(last[1]),
    words.points(points.length),
  )
}

export const CRAFT: Craft<PolylinesAnswer, Polyline, PolylinesQuestion> = {
  regionsOf: ({ polylines }) => polylines,
  outlineOf: ({ points }, { directed }) => laidOut(points, directed),
  placeOf,
  words,
}
