/** What a pointer on a picture comes to, without a browser: outlines that are drawn corner by corner, moved and pulled. */
import type { LocalPoint } from '@/geometry/frames'
import { fromSide } from '@/geometry/lines'
import { picturePoint, toLocal, toPicture, type PicturePoint } from '@/geometry/picture'
import {
  areaOf,
  aroundAll,
  cornerAt,
  cornerOf,
  holdsPoint,
  movedParts,
  pointOf,
  ringAt,
  within,
  withRing,
  type At,
  type Corner,
  type Part,
} from '@/geometry/rings'
import { draggedBy, panned, reaching, spotOf } from '../points/hand'
import * as regions from '../regions/hand'
import type { HandEvent } from '../regions/hand'
import { closing, withCorner } from './drawing'
import type { Gesture } from './reduce'
import { wrongOutline, type Polygon, type PolygonsQuestion } from './schema'
import { closed, isDrawing, type PolygonView } from './view'

export type Ground = regions.Ground<PolygonsQuestion, Polygon, PolygonView>

export type Doing =
  | { is: 'rest' }
  /** Above the picture, with an open outline. */
  | { is: 'reaching'; to: PicturePoint }
  /** Pressed, and not moved enough yet to mean anything but a click. */
  | { is: 'pressed'; at: LocalPoint }
  /** Moved since it was pressed: the corner is set where it is let go. */
  | { is: 'placing'; to: PicturePoint }
  | { is: 'moving'; region: string; from: PicturePoint; was: readonly Part[]; now: readonly Part[] }
  /** A corner is pulled; `fresh`: it was put into a side for this. */
  | {
      is: 'pulling'
      region: string
      at: At
      from: LocalPoint
      fresh: boolean
      now: readonly Part[]
      moved: boolean
    }
  | { is: 'panning'; at: LocalPoint }

export const REST: Doing = { is: 'rest' }

/** CSS pixels around the first corner in which a press closes the outline. */
const NEAR = 12

type Next = regions.Next<Doing, Gesture, PolygonView>

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'down':
      return pressed(ground, event)
    case 'move':
      return dragged(ground, doing, event)
    case 'up':
      return released(ground, doing, event.at)
    case 'twice':
      return twice(ground)
    case 'gone':
      return [doing.is === 'reaching' ? REST : doing, []]
  }
}

function pressed(ground: Ground, { at, on, pans }: Extract<HandEvent, { is: 'down' }>): Next {
  if (pans) return [{ is: 'panning', at }, []]
  const { view, readOnly } = ground
  const polygon = ground.regions.find(({ id }) => id === view.focus)
  if (on !== null && polygon && !readOnly && view.path.length === 0) {
    const { place, inserts } = handleOf(on)
    const now = inserts ? withMiddle(polygon.parts, place) : polygon.parts
    const corner = inserts ? { ...place, corner: place.corner + 1 } : place
    return [
      { is: 'pulling', region: polygon.id, at: corner, from: at, fresh: inserts, now, moved: inserts },
      [],
    ]
  }
  return [{ is: 'pressed', at }, []]
}

function dragged(ground: Ground, doing: Doing, { at }: Extract<HandEvent, { is: 'move' }>): Next {
  const { look, picture, view, readOnly } = ground
  const point = toPicture(look, at)
  switch (doing.is) {
    case 'rest':
    case 'reaching':
      return [view.path.length > 0 && !readOnly ? reaching(ground, at) : REST, []]
    case 'panning':
      return [{ ...doing, at }, [panned(doing.at, at)]]
    case 'placing':
      return [{ ...doing, to: within(point, picture) }, []]
    case 'moving': {
      const { right, down } = draggedBy(look, doing.from, point)
      const now = movedParts(doing.was, right, down, picture)
      return [{ ...doing, now }, []]
    }
    case 'pulling': {
      if (!doing.moved && !regions.slipped(at, doing.from)) return [doing, []]
      const ring = ringAt(doing.now, doing.at)
      const corner = placed(ground, point)
      const made = ring.map((one, n) => (n === doing.at.corner ? corner : one))
      return [{ ...doing, moved: true, now: withRing(doing.now, doing.at, made) }, []]
    }
    case 'pressed': {
      if (!regions.slipped(at, doing.at)) return [doing, []]
      const from = toPicture(look, doing.at)
      if (!readOnly && isDrawing(view)) return [{ is: 'placing', to: within(point, picture) }, []]
      const under = readOnly ? null : regions.inHandOf(allUnder(ground, from), view.focus)
      if (!under) return dragged(ground, { is: 'panning', at: doing.at }, { is: 'move', at, whole: false })
      const moving = { is: 'moving', region: under.id, from, was: under.parts, now: under.parts } as const
      const [next] = dragged(ground, moving, { is: 'move', at, whole: false })
      return [next, under.id === view.focus ? [] : [take(view, under.id)]]
    }
  }
}

function released(ground: Ground, doing: Doing, at: LocalPoint): Next {
  const { view, look, readOnly } = ground
  switch (doing.is) {
    case 'placing':
      return set(ground, at)
    case 'moving':
      return [REST, [{ do: 'send', gesture: { does: 'shape', region: doing.region, parts: doing.now } }]]
    case 'pulling': {
      const vertex = { do: 'view', view: { ...view, vertex: doing.at, refused: null } } as const
      if (!doing.moved) return [REST, [vertex]]
      const wrong = wrongOutline(doing.now)
      // What it was stays.
      if (wrong) return [REST, [{ do: 'view', view: { ...view, refused: wrong } }]]
      return [
        REST,
        [{ do: 'send', gesture: { does: 'shape', region: doing.region, parts: doing.now } }, vertex],
      ]
    }
    case 'pressed': {
      if (!readOnly && isDrawing(view)) return set(ground, at)
      const region = regions.nextUnder(allUnder(ground, toPicture(look, at)), view.focus)
      // A press beside everything begins an outline, once nothing is in hand.
      if (region === null && view.focus === null && !readOnly) return set(ground, at)
      return [REST, [take(view, region)]]
    }
    default:
      return [REST, []]
  }
}

const take = (view: PolygonView, region: string | null) =>
  ({ do: 'view', view: { ...view, focus: region, vertex: null, refused: null } }) as const

/** The next corner, or the end of the outline where the press is at its first one. */
function set(ground: Ground, at: LocalPoint): Next {
  const { look } = ground
  // The pointer takes over from the keys.
  const view = { ...ground.view, cursor: null }
  const [first, last] = [view.path[0], view.path.at(-1)]
  const from = (corner: Corner) => {
    const there = toLocal(look, pointOf(corner))
    return Math.hypot(there.x - at.x, there.y - at.y)
  }
  if (first && view.path.length >= 3 && from(first) <= NEAR) return end(ground)
  // The second press of a double one is no corner of its own.
  if (last && from(last) < regions.SLIP) return [reaching(ground, at), []]
  const focus = view.cut === null ? null : view.focus
  const point = placed(ground, toPicture(look, at))
  return [reaching(ground, at), [{ do: 'view', view: withCorner({ view: { ...view, focus } }, point) }]]
}

function end(ground: Ground): Next {
  const made = closing(ground)
  return 'gesture' in made
    ? [REST, [{ do: 'send', gesture: made.gesture }]]
    : [REST, [{ do: 'view', view: { ...ground.view, refused: made.refused } }]]
}

function twice(ground: Ground): Next {
  const { view } = ground
  if (view.path.length >= 3) return end(ground)
  // The second press on what was just closed has begun nothing.
  return view.path.length === 1
    ? [REST, [{ do: 'view', view: { ...closed(view), focus: view.focus } }]]
    : [REST, []]
}

const placed = (ground: Ground, point: PicturePoint): Corner => cornerOf(spotOf(ground, point))

/** The parts with a corner in the middle of the side that begins there. */
export function withMiddle(parts: readonly Part[], place: At): readonly Part[] {
  const ring = ringAt(parts, place)
  const [a, b] = [cornerAt(parts, place), ring[(place.corner + 1) % ring.length]]
  if (!a || !b) return parts
  const middle = cornerOf(picturePoint((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
  return withRing(parts, place, [...ring.slice(0, place.corner + 1), middle, ...ring.slice(place.corner + 1)])
}

/** Polygons at a place that can be taken in hand, the smallest first. */
function allUnder(ground: Ground, point: PicturePoint): Polygon[] {
  const caught = ({ parts }: Polygon, slip: number) => {
    const [left, top, right, bottom] = aroundAll(parts)
    const { x, y } = point
    if (x < left - slip || x > right + slip || y < top - slip || y > bottom + slip) return false
    return holdsPoint(parts, point) || parts.some((part) => part.some((ring) => isAt(ring, point, slip)))
  }
  return regions.allUnder(ground, caught, ({ parts }) => areaOf(parts))
}

/** Whether a point lies on the line of a ring. */
const isAt = (ring: readonly Corner[], point: PicturePoint, slip: number): boolean =>
  ring.some((from, n) => fromSide(point, from, ring[(n + 1) % ring.length] ?? from) <= slip)

/** Names of handles: `v` a corner, `e` the middle of the side after it; then its part, ring and place. */
export const handleName = (inserts: boolean, { part, ring, corner }: At): string =>
  `${inserts ? 'e' : 'v'} ${String(part)} ${String(ring)} ${String(corner)}`

function handleOf(name: string): { place: At; inserts: boolean } {
  const [sort, ...numbers] = name.split(' ')
  const [part = 0, ring = 0, corner = 0] = numbers.map(Number)
  return { place: { part, ring, corner }, inserts: sort === 'e' }
}
