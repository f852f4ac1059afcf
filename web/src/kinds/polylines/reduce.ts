/** What gestures do to polylines. */
import type { Ring } from '@/geometry/rings'
import { stillSaid, type Said } from '../markLabels'
import { joined } from '../points/steps'
import { changed, followed, reduceRegions, type RegionGesture } from '../regions/reduce'
import { MOST } from '../regions/schema'
import { freshId, holding, labelling, NOTHING } from '../regions/view'
import { shapeOf, wrongLine, type Polyline, type PolylinesAnswer, type PolylinesQuestion } from './schema'
import { ended, polylineViewed, type PolylineView } from './view'

export type PolylineGesture =
  /** A new line; what is said of it where it is a copy. */
  | { does: 'add'; label: string; points: Ring; attributes?: Said }
  | { does: 'shape'; region: string; points: Ring }

export type Gesture = RegionGesture | PolylineGesture

export function reduce(
  question: PolylinesQuestion,
  answer: PolylinesAnswer | null,
  gesture: Gesture,
): PolylinesAnswer | null {
  const had = answer?.polylines ?? null
  const polylines = reduced(question, had, gesture)
  return polylines === had ? answer : polylines && { polylines: [...polylines] }
}

function reduced(
  question: PolylinesQuestion,
  had: readonly Polyline[] | null,
  gesture: Gesture,
): readonly Polyline[] | null {
  const fits = (others: readonly Polyline[], made: Polyline) =>
    wrongLine(made.points) === null &&
    !others.some(
      (one) => one.points.length === made.points.length && shapeOf(question, one) === shapeOf(question, made),
    )
  switch (gesture.does) {
    case 'add': {
      const label = question.labels.find((one) => one.id === gesture.label)
      const others = had ?? []
      const made: Polyline = {
        id: freshId('l', others),
        label: gesture.label,
        points: gesture.points,
        attributes: label ? stillSaid(label, gesture.attributes ?? {}) : {},
      }
      return label && others.length < MOST && fits(others, made) ? [...others, made] : had
    }
    case 'shape':
      return changed(had, gesture.region, fits, (line) => ({ ...line, points: gesture.points }))
    default:
      return reduceRegions(question, had, gesture, fits)
  }
}

export const joins = (before: PolylinesAnswer | null, after: PolylinesAnswer | null): boolean =>
  joined(before?.polylines, after?.polylines, (was, now) => [was.points, now.points])

export const gestureOf = (question: PolylinesQuestion, key: string, view?: unknown): Gesture | null =>
  key === NOTHING ? { does: 'none' } : labelling(question, key, view)

export const viewOf = (question: PolylinesQuestion, key: string, view: unknown): PolylineView | undefined =>
  holding(question, key, polylineViewed(view))

/** What the hand is at after a gesture: the line that was made or changed. */
export function follow(
  question: PolylinesQuestion,
  answer: PolylinesAnswer | null,
  gesture: Gesture,
  view: unknown,
): PolylineView {
  const at = polylineViewed(view)
  if (Object.is(reduce(question, answer, gesture), answer)) return at
  switch (gesture.does) {
    case 'add':
      return { ...ended(at), focus: freshId('l', answer?.polylines ?? []), last: gesture.label }
    case 'shape':
      return { ...at, refused: null }
    case 'remove':
    case 'clear':
      return followed(gesture, { ...at, vertex: null, refused: null })
    default:
      return followed(gesture, at)
  }
}
