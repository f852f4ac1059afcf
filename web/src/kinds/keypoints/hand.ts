/** What a pointer on a picture comes to, without a browser: points that are placed one after another, pulled and moved. */
import type { LocalPoint } from '@/geometry/frames'
import { fromSide } from '@/geometry/lines'
import { toPicture, type PicturePoint } from '@/geometry/picture'
import { within } from '@/geometry/rings'
import { draggedBy, panned, reaching, spotOf } from '../points/hand'
import * as regions from '../regions/hand'
import type { HandEvent } from '../regions/hand'
import { aroundPoints, movedPoints, placed, withPoint, type Placed, type Points } from './points'
import type { Gesture } from './reduce'
import type { KeypointsQuestion, Skeleton } from './schema'
import { ended, inWork, isBeginning, nextOf, type KeypointsView } from './view'

export type Ground = regions.Ground<KeypointsQuestion, Skeleton, KeypointsView>

export type Doing =
  | { is: 'rest' }
  /** Above the picture, with a point to place. */
  | { is: 'reaching'; to: PicturePoint }
  /** Pressed, and not moved enough yet to mean anything but a click; `on`: the point under it. */
  | { is: 'pressed'; at: LocalPoint; on: string | null }
  /** Moved since it was pressed: the point is placed where it is let go. */
  | { is: 'placing'; to: PicturePoint }
  | { is: 'moving'; region: string; from: PicturePoint; was: Points; now: Points }
  | { is: 'pulling'; region: string; point: string; now: Points }
  | { is: 'panning'; at: LocalPoint }

export const REST: Doing = { is: 'rest' }

type Next = regions.Next<Doing, Gesture, KeypointsView>

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'down':
      return [
        event.pans ? { is: 'panning', at: event.at } : { is: 'pressed', at: event.at, on: event.on },
        [],
      ]
    case 'move':
      return dragged(ground, doing, event.at)
    case 'up':
      return released(ground, doing, event.at)
    case 'twice':
      return [doing, []]
    case 'gone':
      return [doing.is === 'reaching' ? REST : doing, []]
  }
}

/** Whether a press places a point, wherever it is. */
const places = ({ question, view, regions: skeletons, readOnly }: Ground): boolean =>
  !readOnly &&
  (inWork(view, skeletons) !== null || view.held !== null) &&
  nextOf(question, view, skeletons) !== null

function dragged(ground: Ground, doing: Doing, at: LocalPoint): Next {
  const { look, picture, view, readOnly } = ground
  const point = toPicture(look, at)
  switch (doing.is) {
    case 'rest':
    case 'reaching':
      return [places(ground) ? reaching(ground, at) : REST, []]
    case 'panning':
      return [{ ...doing, at }, [panned(doing.at, at)]]
    case 'placing':
      return [{ ...doing, to: within(point, picture) }, []]
    case 'moving': {
      const { right, down } = draggedBy(look, doing.from, point)
      const now = movedPoints(doing.was, right, down, picture)
      return [{ ...doing, now }, []]
    }
    case 'pulling': {
      const had = doing.now[doing.point]
      return [
        had ? { ...doing, now: withPoint(doing.now, doing.point, spot(ground, point, had[2])) } : doing,
        [],
      ]
    }
    case 'pressed': {
      if (!regions.slipped(at, doing.at)) return [doing, []]
      const from = toPicture(look, doing.at)
      const mine = ground.regions.find(({ id }) => id === view.focus)
      if (doing.on !== null && mine && !readOnly && !view.locked.includes(mine.id))
        return dragged(ground, { is: 'pulling', region: mine.id, point: doing.on, now: mine.points }, at)
      if (places(ground)) return [{ is: 'placing', to: within(point, picture) }, []]
      const under = readOnly ? null : regions.inHandOf(allUnder(ground, from), view.focus)
      if (!under) return dragged(ground, { is: 'panning', at: doing.at }, at)
      const moving = { is: 'moving', region: under.id, from, was: under.points, now: under.points } as const
      const [next] = dragged(ground, moving, at)
      return [next, under.id === view.focus ? [] : [take(view, under.id, null)]]
    }
  }
}

function released(ground: Ground, doing: Doing, at: LocalPoint): Next {
  const { view, look, readOnly } = ground
  switch (doing.is) {
    case 'placing':
      return put(ground, at)
    case 'moving':
      return [REST, [{ do: 'send', gesture: { does: 'shape', region: doing.region, points: doing.now } }]]
    case 'pulling': {
      const to = doing.now[doing.point]
      if (!to) return [REST, []]
      return [
        REST,
        [{ do: 'send', gesture: { does: 'put', region: doing.region, point: doing.point, at: to } }],
      ]
    }
    case 'pressed': {
      if (places(ground)) return put(ground, at)
      if (doing.on !== null && view.focus !== null && !readOnly)
        return [REST, [take(view, view.focus, doing.on)]]
      const region = regions.nextUnder(allUnder(ground, toPicture(look, at)), view.focus)
      // A press beside everything begins a skeleton, once nothing is in hand.
      if (region === null && isBeginning(view, ground.regions) && !readOnly) return put(ground, at)
      return [REST, [take(view, region, null)]]
    }
    default:
      return [REST, []]
  }
}

const take = (view: KeypointsView, region: string | null, point: string | null) =>
  ({ do: 'view', view: { ...ended(view), focus: region, point } }) as const

/** The next point, there. */
function put(ground: Ground, at: LocalPoint): Next {
  // The pointer takes over from the keys.
  const gesture = placing(ground, spot(ground, toPicture(ground.look, at), 2))
  const next = reaching(ground, at)
  const effects = gesture ? ([{ do: 'send', gesture }] as const) : []
  if (ground.view.cursor === null) return [next, effects]
  return [next, [{ do: 'view', view: { ...ground.view, cursor: null } }, ...effects]]
}

/** What placing the next point comes to: a point more, or a new skeleton; null: there is none to place. */
export function placing(
  { question, view, regions: skeletons, label }: Pick<Ground, 'question' | 'view' | 'regions' | 'label'>,
  at: Placed,
): Gesture | null {
  const next = nextOf(question, view, skeletons)
  if (!next) return null
  const skeleton = inWork(view, skeletons)
  if (skeleton) return { does: 'put', region: skeleton.id, point: next.id, at }
  return label === null ? null : { does: 'add', label, points: { [next.id]: at } }
}

const spot = (ground: Ground, point: PicturePoint, seen: Placed[2]): Placed =>
  placed(spotOf(ground, point), seen)

/** Skeletons at a place that can be taken in hand, the smallest first: at a point, or at a line between two. */
function allUnder(ground: Ground, point: PicturePoint): Skeleton[] {
  const { lines } = ground.question
  const caught = ({ points }: Skeleton, slip: number) =>
    Object.values(points).some(([x, y]) => Math.hypot(x - point.x, y - point.y) <= 2 * slip) ||
    lines.some(([a, b]) => {
      const [from, to] = [points[a], points[b]]
      return from && to && fromSide(point, from, to) <= slip
    })
  return regions.allUnder(ground, caught, ({ points }) => {
    const [left, top, right, bottom] = aroundPoints(points)
    return Math.max(right - left, 1) * Math.max(bottom - top, 1)
  })
}
