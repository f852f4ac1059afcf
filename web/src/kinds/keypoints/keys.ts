/** What keys do to keypoints, without a browser; keys of labels are the desk's. */
import { picturePoint, type PicturePoint, type Size } from '@/geometry/picture'
import { middleOfBorders } from '@/geometry/turned'
import { within } from '@/geometry/rings'
import { besideOthers, cursorAt, movedPlace, nudgeOf, stepRound } from '../points/keys'
import { inHand, isLabelKey, regionKeys, type KeyGround, type Press } from '../regions/keys'
import type * as regions from '../regions/keys'
import { placing } from './hand'
import { aroundPoints, movedPoints, placed, pointOf, type Placed } from './points'
import type { Gesture } from './reduce'
import { shapeOf, type KeypointsQuestion, type Skeleton } from './schema'
import { ended, inWork, nextOf, skipping, unskipped, type KeypointsView } from './view'

export type Ground = KeyGround<KeypointsQuestion, Skeleton, KeypointsView>
export type Move = regions.Move<Skeleton, Gesture, KeypointsView>

const look = (view: KeypointsView) => ({ do: 'view', view }) as const
const send = (gesture: Gesture) => ({ do: 'send', gesture }) as const

/** What a key does; null: it is somebody else's. */
export function keyed(ground: Ground, press: Press): Move[] | null {
  const { view, readOnly, copied } = ground
  const shared = () => regionKeys(ground, press, false, centreOf)
  if (readOnly) return shared()
  const skeleton = inHand(ground.regions, view)
  const low = press.key.toLowerCase()
  if (press.ctrl) {
    const before = low === 'z' && !press.shift && !press.alt ? unskipped(view, ground.regions) : null
    if (before) return [look(before)]
    return low === 'v' && !press.alt && copied ? inserted(ground, copied) : shared()
  }
  const by = nudgeOf(press)
  if (by) {
    if (view.cursor) {
      const at = movedPlace(view.cursor, by, ground.picture)
      return [look({ ...view, cursor: [at.x, at.y] }), { do: 'reveal', point: at }]
    }
    return skeleton ? nudged(ground, skeleton, by) : shared()
  }
  if (!press.alt && !isLabelKey(ground.question, press)) {
    const own = placedBy(ground, press.key) ?? (skeleton && worked(ground, skeleton, press.key))
    if (own) return own
  }
  return shared()
}

/** Keys that place points. */
function placedBy(ground: Ground, key: string): Move[] | null {
  const { question, view, regions: skeletons, sight, picture } = ground
  const works = inWork(view, skeletons) !== null
  switch (key) {
    case 'p': {
      const begun = works ? view : { ...ended(view), focus: null, point: null }
      return [look({ ...begun, cursor: cursorAt(sight.centre, picture) })]
    }
    case ' ': {
      if (!view.cursor) return null
      const gesture = placing(ground, placed(picturePoint(...view.cursor), 2))
      return gesture ? [send(gesture)] : []
    }
    case 'n': {
      const went = skipping(question, view, skeletons)
      return works || view.cursor || view.held !== null ? [look(went)] : null
    }
    case 'Enter':
    case 'Escape':
      return works || view.cursor ? [look(ended(view)), { do: 'drop' }] : null
    default:
      return null
  }
}

/** Keys that work on the skeleton in hand, and on its point in hand. */
function worked({ question, view }: Ground, skeleton: Skeleton, key: string): Move[] | null {
  const had = view.point === null ? undefined : skeleton.points[view.point]
  switch (key) {
    case 'x':
      return view.point !== null && had ? [turned(skeleton, view.point, had)] : null
    case 'n':
    case 'Delete':
    case 'Backspace':
      return view.point !== null && had
        ? [send({ does: 'away', region: skeleton.id, point: view.point })]
        : null
    case '.':
    case ',': {
      const there = question.points.map(({ id }) => id).filter((id) => skeleton.points[id])
      const now = there.indexOf(view.point ?? '')
      const next = there[stepRound(there.length, now, key === '.' ? 1 : -1)]
      const at = next === undefined ? undefined : skeleton.points[next]
      return at && next !== undefined
        ? [look({ ...view, point: next }), { do: 'reveal', point: pointOf(at) }]
        : null
    }
    case 'Escape':
      return had ? [look({ ...view, point: null })] : null
    case 'Enter':
      // Who ends by it what has ended by itself lets go of it.
      return [look({ ...view, focus: null, point: null })]
    default:
      return null
  }
}

/** The point hidden where it was visible, and the other way round. */
export const turned = ({ id }: Skeleton, point: string, [x, y, seen]: Placed) =>
  send({ does: 'put', region: id, point, at: [x, y, seen === 2 ? 1 : 2] })

/** The rest of the points: placed one after another. */
export const goOn = (question: KeypointsQuestion, view: KeypointsView, skeleton: Skeleton): KeypointsView => {
  const went = { ...ended(view), focus: skeleton.id, placing: skeleton.id }
  return nextOf(question, went, [skeleton]) ? went : view
}

/** The point in hand moved, else all of the skeleton. */
function nudged({ view, picture }: Ground, skeleton: Skeleton, by: { right: number; down: number }): Move[] {
  const { id, points } = skeleton
  const had = view.point === null ? undefined : points[view.point]
  if (view.point === null || !had)
    return [send({ does: 'shape', region: id, points: movedPoints(points, by.right, by.down, picture) })]
  return [pointPut(skeleton, view.point, had, movedPlace(had, by, picture), picture)]
}

/** A point of a skeleton at another place of the picture. */
export const pointPut = ({ id }: Skeleton, point: string, had: Placed, to: PicturePoint, picture: Size) =>
  send({ does: 'put', region: id, point, at: placed(within(to, picture), had[2]) })

/** The middle of what lies around a skeleton. */
export const centreOf = ({ points }: Skeleton): PicturePoint => middleOfBorders(aroundPoints(points))

function inserted({ question, regions: skeletons, picture }: Ground, copied: Skeleton): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  const { label, attributes } = copied
  const taken = (points: Skeleton['points']) =>
    skeletons.some((one) => shapeOf(one) === shapeOf({ label, points }))
  const points = besideOthers(copied.points, (shape, by) => movedPoints(shape, by, by, picture), taken)
  return [send({ does: 'add', label, points, attributes })]
}
