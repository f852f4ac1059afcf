/** How an outline comes about, by pointer or by keys: its next corner, and what it becomes when it is closed. */
import {
  areaOf,
  crossesItself,
  inRing,
  pointOf,
  pointsIn,
  wouldCross,
  wrongIn,
  type Corner,
  type Part,
} from '@/geometry/rings'
import type { Gesture } from './reduce'
import { MOST_POINTS, type Polygon, type PolygonsQuestion } from './schema'
import type { PolygonView, Refusal } from './view'

export interface Drawing {
  question: PolygonsQuestion
  regions: readonly Polygon[]
  view: PolygonView
  /** The label that a new polygon gets. */
  label: string | null
}

/** With one more corner; where it can't be, with why. */
export function withCorner({ view }: Pick<Drawing, 'view'>, corner: Corner): PolygonView {
  const last = view.path.at(-1)
  if (last && last[0] === corner[0] && last[1] === corner[1]) return view
  if (view.path.length >= MOST_POINTS) return { ...view, refused: 'many' }
  if (wouldCross(view.path, corner)) return { ...view, refused: 'crosses' }
  return { ...view, path: [...view.path, corner], undone: [], vertex: null, refused: null }
}

/** What closing the outline comes to. */
export function closing(drawing: Drawing): { gesture: Gesture } | { refused: Refusal } {
  const { question, regions, view, label } = drawing
  const ring = view.path
  if (ring.length < 3) return { refused: 'few' }
  if (crossesItself(ring)) return { refused: 'crosses' }
  if (wrongIn([ring])) return { refused: 'flat' }
  const region = view.cut === null ? undefined : regions.find(({ id }) => id === view.focus)
  const parts = region ? cutInto(region.parts, ring, view.cut) : [[ring]]
  if (!parts) return { refused: 'hole' }
  if (areaOf(parts) < question.least) return { refused: 'small' }
  if (pointsIn(parts) > MOST_POINTS) return { refused: 'many' }
  if (region) return { gesture: { does: 'shape', region: region.id, parts } }
  return label === null ? { refused: 'few' } : { gesture: { does: 'add', label, parts } }
}

function cutInto(
  parts: readonly Part[],
  ring: readonly Corner[],
  cut: PolygonView['cut'],
): readonly Part[] | null {
  if (cut === 'part') return [...parts, [ring]]
  const begin = pointOf(ring[0] as Corner)
  const at = parts.findIndex(([outer]) => inRing(outer ?? [], begin))
  const part = parts[at]
  if (!part || wrongIn([...part, ring])) return null
  return parts.map((one, n) => (n === at ? [...one, ring] : one))
}
