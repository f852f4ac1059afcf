/** What gestures do to polygons. */
import { areaOf, type Corner, type Part } from '@/geometry/rings'
import { stillSaid, type Said } from '../markLabels'
import { joined } from '../points/steps'
import { changed, followed, reduceRegions, type RegionGesture } from '../regions/reduce'
import { MOST } from '../regions/schema'
import { freshId, holding, labelling, NOTHING } from '../regions/view'
import { wrongOutline, type Polygon, type PolygonsAnswer, type PolygonsQuestion } from './schema'
import { closed, polygonViewed, type PolygonView } from './view'

export type PolygonGesture =
  /** A new polygon; what is said of it where it is a copy. */
  | { does: 'add'; label: string; parts: readonly Part[]; attributes?: Said }
  | { does: 'shape'; region: string; parts: readonly Part[] }

export type Gesture = RegionGesture | PolygonGesture

export function reduce(
  question: PolygonsQuestion,
  answer: PolygonsAnswer | null,
  gesture: Gesture,
): PolygonsAnswer | null {
  const had = answer?.polygons ?? null
  const polygons = reduced(question, had, gesture)
  return polygons === had ? answer : polygons && { polygons: [...polygons] }
}

function reduced(
  question: PolygonsQuestion,
  had: readonly Polygon[] | null,
  gesture: Gesture,
): readonly Polygon[] | null {
  const fits = (others: readonly Polygon[], made: Polygon) => mayStand(question, others, made)
  switch (gesture.does) {
    case 'add': {
      const label = question.labels.find((one) => one.id === gesture.label)
      const others = had ?? []
      const made: Polygon = {
        id: freshId('p', others),
        label: gesture.label,
        parts: gesture.parts,
        attributes: label ? stillSaid(label, gesture.attributes ?? {}) : {},
      }
      return label && others.length < MOST && fits(others, made) ? [...others, made] : had
    }
    case 'shape':
      return changed(had, gesture.region, fits, (polygon) => ({ ...polygon, parts: gesture.parts }))
    default:
      return reduceRegions(question, had, gesture, fits)
  }
}

/** Whether a polygon may stand beside the others: sound, large enough, and not twice the same. */
function mayStand(question: PolygonsQuestion, others: readonly Polygon[], made: Polygon): boolean {
  if (wrongOutline(made.parts) || areaOf(made.parts) < question.least) return false
  const shape = JSON.stringify(made.parts)
  return !others.some(
    ({ label, parts }) =>
      label === made.label &&
      parts[0]?.[0]?.length === made.parts[0]?.[0]?.length &&
      JSON.stringify(parts) === shape,
  )
}

export function joins(before: PolygonsAnswer | null, after: PolygonsAnswer | null): boolean {
  const corners = ({ parts }: Polygon) => parts.flat(2) as unknown as Corner[]
  return joined(before?.polygons, after?.polygons, (was, now) => [corners(was), corners(now)])
}

export const gestureOf = (question: PolygonsQuestion, key: string, view?: unknown): Gesture | null =>
  key === NOTHING ? { does: 'none' } : labelling(question, key, view)

export const viewOf = (question: PolygonsQuestion, key: string, view: unknown): PolygonView | undefined =>
  holding(question, key, polygonViewed(view))

/** What the hand is at after a gesture: the polygon that was made or changed. */
export function follow(
  question: PolygonsQuestion,
  answer: PolygonsAnswer | null,
  gesture: Gesture,
  view: unknown,
): PolygonView {
  const at = polygonViewed(view)
  if (Object.is(reduce(question, answer, gesture), answer)) return at
  switch (gesture.does) {
    case 'add':
      return { ...closed(at), focus: freshId('p', answer?.polygons ?? []), last: gesture.label }
    case 'shape':
      return at.path.length > 0 ? closed(at) : { ...at, refused: null }
    case 'remove':
    case 'clear':
      return followed(gesture, { ...at, vertex: null, refused: null })
    default:
      return followed(gesture, at)
  }
}
