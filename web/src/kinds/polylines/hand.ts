/** What a pointer on a picture comes to, without a browser: lines that are drawn point by point, moved and pulled. */
import type { LocalPoint } from '@/geometry/frames'
import { aroundLine, fromSide, movedLine } from '@/geometry/lines'
import { toLocal, toPicture, type PicturePoint } from '@/geometry/picture'
import { cornerOf, pointOf, within, type Corner, type Ring } from '@/geometry/rings'
import { draggedBy, looks, panned, reaching, spotOf } from '../points/hand'
import * as regions from '../regions/hand'
import type { HandEvent } from '../regions/hand'
import { ending, withMiddle, withMoved, withPoint } from './drawing'
import type { Gesture } from './reduce'
import { wrongLine, type Polyline, type PolylinesQuestion } from './schema'
import { ended, isDrawing, type PolylineView } from './view'

export type Ground = regions.Ground<PolylinesQuestion, Polyline, PolylineView>

export type Doing =
  | { is: 'rest' }
  /** Above the picture, with a line that is not done. */
  | { is: 'reaching'; to: PicturePoint }
  /** Pressed, and not moved enough yet to mean anything but a click. */
  | { is: 'pressed'; at: LocalPoint }
  /** Moved since it was pressed: the point is set where it is let go. */
  | { is: 'placing'; to: PicturePoint }
  | { is: 'moving'; region: string; from: PicturePoint; was: Ring; now: Ring }
  /** A point is pulled; it may have been put into a stretch for this. */
  | { is: 'pulling'; region: string; at: number; from: LocalPoint; now: Ring; moved: boolean }
  | { is: 'panning'; at: LocalPoint }

export const REST: Doing = { is: 'rest' }

/** CSS pixels around the last point in which a press ends the line. */
export const NEAR = 8

type Next = regions.Next<Doing, Gesture, PolylineView>

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'down':
      return pressed(ground, event)
    case 'move':
      return dragged(ground, doing, event.at)
    case 'up':
      return released(ground, doing, event.at)
    case 'twice':
      // Its first press set the last point, its second one ended the line.
      return [doing, []]
    case 'gone':
      return [doing.is === 'reaching' ? REST : doing, []]
  }
}

function pressed(ground: Ground, { at, on, pans }: Extract<HandEvent, { is: 'down' }>): Next {
  if (pans) return [{ is: 'panning', at }, []]
  const { view, readOnly } = ground
  const line = ground.regions.find(({ id }) => id === view.focus)
  if (on === null || !line || readOnly || view.path.length > 0) return [{ is: 'pressed', at }, []]
  const { place, inserts } = handleOf(on)
  const now = inserts ? withMiddle(line.points, place) : line.points
  const point = inserts ? place + 1 : place
  return [{ is: 'pulling', region: line.id, at: point, from: at, now, moved: inserts }, []]
}

function dragged(ground: Ground, doing: Doing, at: LocalPoint): Next {
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
      return [{ ...doing, now: movedLine(doing.was, right, down, picture) }, []]
    }
    case 'pulling':
      if (!doing.moved && !regions.slipped(at, doing.from)) return [doing, []]
      return [{ ...doing, moved: true, now: withMoved(doing.now, doing.at, spot(ground, at)) }, []]
    case 'pressed': {
      if (!regions.slipped(at, doing.at)) return [doing, []]
      const from = toPicture(look, doing.at)
      if (!readOnly && isDrawing(view)) return [{ is: 'placing', to: within(point, picture) }, []]
      const under = readOnly ? null : regions.inHandOf(allUnder(ground, from), view.focus)
      if (!under) return dragged(ground, { is: 'panning', at: doing.at }, at)
      const moving = { is: 'moving', region: under.id, from, was: under.points, now: under.points } as const
      const [next] = dragged(ground, moving, at)
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
      return [REST, [{ do: 'send', gesture: { does: 'shape', region: doing.region, points: doing.now } }]]
    case 'pulling': {
      const taken = looks({ ...view, vertex: doing.at, refused: null })
      if (!doing.moved) return [REST, [taken]]
      const wrong = wrongLine(doing.now)
      // What it was stays.
      if (wrong) return [REST, [looks({ ...view, refused: wrong })]]
      const gesture = { does: 'shape', region: doing.region, points: doing.now } as const
      return [REST, [{ do: 'send', gesture }, taken]]
    }
    case 'pressed': {
      if (!readOnly && isDrawing(view)) return set(ground, at)
      const region = regions.nextUnder(allUnder(ground, toPicture(look, at)), view.focus)
      // A press beside everything begins a line, once nothing is in hand.
      if (region === null && view.focus === null && !readOnly) return set(ground, at)
      return [REST, [take(view, region)]]
    }
    default:
      return [REST, []]
  }
}

const take = (view: PolylineView, region: string | null) =>
  looks({ ...view, focus: region, vertex: null, refused: null })

/** The next point, or the end of the line where the press is at its last one. */
function set(ground: Ground, at: LocalPoint): Next {
  const { look, view, label } = ground
  const last = view.path.at(-1)
  const there = last && toLocal(look, pointOf(last))
  if (there && Math.hypot(there.x - at.x, there.y - at.y) <= NEAR) {
    // Twice on its first point is nothing yet.
    if (view.path.length < 2) return [reaching(ground, at), []]
    const made = ending(view, label)
    if ('refused' in made) return [REST, [looks({ ...view, refused: made.refused })]]
    return [REST, [{ do: 'send', gesture: made.gesture }]]
  }
  // The pointer takes over from the keys.
  const begins = view.path.length === 0 ? { ...ended(view), focus: null } : { ...view, cursor: null }
  return [reaching(ground, at), [looks(withPoint(begins, spot(ground, at)))]]
}

const spot = (ground: Ground, at: LocalPoint): Corner => cornerOf(spotOf(ground, toPicture(ground.look, at)))

/** Lines at a place that can be taken in hand, the shortest first. */
function allUnder(ground: Ground, point: PicturePoint): Polyline[] {
  const caught = ({ points }: Polyline, slip: number) => {
    const [left, top, right, bottom] = aroundLine(points)
    const far = 2 * slip
    const { x, y } = point
    if (x < left - far || x > right + far || y < top - far || y > bottom + far) return false
    return points.some((to, n) => n > 0 && fromSide(point, points[n - 1] ?? to, to) <= far)
  }
  return regions.allUnder(ground, caught, ({ points }) => {
    const [left, top, right, bottom] = aroundLine(points)
    return Math.hypot(right - left, bottom - top)
  })
}

/** Names of handles: `v` a point, `e` the middle of the stretch after it; then its place. */
export const handleName = (inserts: boolean, place: number): string =>
  `${inserts ? 'e' : 'v'} ${String(place)}`

function handleOf(name: string): { place: number; inserts: boolean } {
  const [sort, place] = name.split(' ')
  return { place: Number(place), inserts: sort === 'e' }
}
