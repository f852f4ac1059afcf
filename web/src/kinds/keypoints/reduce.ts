/** What gestures do to keypoints. */
import { stillSaid, type Said } from '../markLabels'
import { joined } from '../points/steps'
import { changed, followed, reduceRegions, type RegionGesture } from '../regions/reduce'
import { MOST } from '../regions/schema'
import { freshId, holding, labelling, NOTHING } from '../regions/view'
import { withoutPoint, withPoint, type Placed, type Points } from './points'
import { shapeOf, type KeypointsAnswer, type KeypointsQuestion, type Skeleton } from './schema'
import { ended, keypointsViewed, nextOf, type KeypointsView } from './view'

export type PointGesture =
  /** A new skeleton: its first point, or all of them where it is a copy. */
  | { does: 'add'; label: string; points: Points; attributes?: Said }
  | { does: 'put'; region: string; point: string; at: Placed }
  /** The point is not there after all. */
  | { does: 'away'; region: string; point: string }
  | { does: 'shape'; region: string; points: Points }

export type Gesture = RegionGesture | PointGesture

export function reduce(
  question: KeypointsQuestion,
  answer: KeypointsAnswer | null,
  gesture: Gesture,
): KeypointsAnswer | null {
  const had = answer?.keypoints ?? null
  const keypoints = reduced(question, had, gesture)
  return keypoints === had ? answer : keypoints && { keypoints: [...keypoints] }
}

function reduced(
  question: KeypointsQuestion,
  had: readonly Skeleton[] | null,
  gesture: Gesture,
): readonly Skeleton[] | null {
  const known = (points: Points) =>
    Object.keys(points).every((id) => question.points.some((p) => p.id === id))
  const fits = (others: readonly Skeleton[], made: Skeleton) =>
    known(made.points) &&
    Object.keys(made.points).length > 0 &&
    !others.some((one) => one.label === made.label && shapeOf(one) === shapeOf(made))
  switch (gesture.does) {
    case 'add': {
      const label = question.labels.find((one) => one.id === gesture.label)
      const others = had ?? []
      const made: Skeleton = {
        id: freshId('k', others),
        label: gesture.label,
        points: gesture.points,
        attributes: label ? stillSaid(label, gesture.attributes ?? {}) : {},
      }
      return label && others.length < MOST && fits(others, made) ? [...others, made] : had
    }
    case 'put':
      return changed(had, gesture.region, fits, (one) => ({
        ...one,
        points: withPoint(one.points, gesture.point, gesture.at),
      }))
    case 'away': {
      const skeleton = had?.find(({ id }) => id === gesture.region)
      if (!skeleton?.points[gesture.point]) return had
      const points = withoutPoint(skeleton.points, gesture.point)
      // Without a point it is no skeleton.
      if (Object.keys(points).length === 0)
        return reduceRegions(question, had, { does: 'remove', region: skeleton.id }, fits)
      return changed(had, gesture.region, fits, (one) => ({ ...one, points }))
    }
    case 'shape':
      return changed(had, gesture.region, fits, (one) => ({ ...one, points: gesture.points }))
    default:
      return reduceRegions(question, had, gesture, fits)
  }
}

export function joins(before: KeypointsAnswer | null, after: KeypointsAnswer | null): boolean {
  return joined(before?.keypoints, after?.keypoints, ({ points: was }, { points: now }) => {
    const names = Object.keys(now)
    const same =
      names.length === Object.keys(was).length && names.every((id) => was[id]?.[2] === now[id]?.[2])
    return same ? [placesOf(was, names), placesOf(now, names)] : null
  })
}

const placesOf = (points: Points, names: readonly string[]) =>
  names.flatMap((id) => {
    const at = points[id]
    return at ? [at] : []
  })

export const gestureOf = (question: KeypointsQuestion, key: string, view?: unknown): Gesture | null =>
  key === NOTHING ? { does: 'none' } : labelling(question, key, view)

export const viewOf = (question: KeypointsQuestion, key: string, view: unknown): KeypointsView | undefined =>
  holding(question, key, keypointsViewed(view))

/** What the hand is at after a gesture: the point that was placed, and the one that comes next. */
export function follow(
  question: KeypointsQuestion,
  answer: KeypointsAnswer | null,
  gesture: Gesture,
  view: unknown,
): KeypointsView {
  const at = keypointsViewed(view)
  const made = reduce(question, answer, gesture)
  if (Object.is(made, answer)) return at
  switch (gesture.does) {
    case 'add': {
      const focus = freshId('k', answer?.keypoints ?? [])
      const [point = null, ...more] = Object.keys(gesture.points)
      const taken = { ...at, focus, last: gesture.label, point: more.length > 0 ? null : point }
      return more.length > 0 ? ended(taken) : onward(question, made, { ...taken, placing: focus })
    }
    case 'put':
      return onward(question, made, { ...at, point: gesture.point, aim: null })
    case 'away':
      return {
        ...at,
        point: null,
        focus: made?.keypoints.some(({ id }) => id === at.focus) ? at.focus : null,
      }
    case 'shape':
      return at
    case 'remove':
    case 'clear':
      return followed(gesture, { ...ended(at), point: null })
    default:
      return followed(gesture, at)
  }
}

/** With an end where no point is left to place. */
function onward(question: KeypointsQuestion, made: KeypointsAnswer | null, at: KeypointsView): KeypointsView {
  if (at.placing === null) return at
  const skeletons = made?.keypoints ?? []
  return nextOf(question, at, skeletons) ? at : ended(at)
}
