/** What keys do to polygons, without a browser; keys of labels are the desk's. */
import { middleOfBorders } from '@/geometry/turned'
import { type PicturePoint, type Size } from '@/geometry/picture'
import {
  aroundAll,
  cornerAt,
  cornerOf,
  movedParts,
  pointOf,
  ringAt,
  within,
  withoutRing,
  withRing,
  type At,
  type Corner,
  type Part,
} from '@/geometry/rings'
import { besideOthers, cursorAt, movedPlace, nudgeOf, stepRound } from '../points/keys'
import { pathKey, takenBack } from '../points/path'
import { inHand, isLabelKey, regionKeys, type KeyGround, type Press } from '../regions/keys'
import type * as regions from '../regions/keys'
import { closing, withCorner } from './drawing'
import { withMiddle } from './hand'
import type { Gesture } from './reduce'
import { wrongOutline, type Polygon, type PolygonsQuestion } from './schema'
import { dropped, type PolygonView } from './view'

export type Ground = KeyGround<PolygonsQuestion, Polygon, PolygonView>
export type Move = regions.Move<Polygon, Gesture, PolygonView>

const look = (view: PolygonView) => ({ do: 'view', view }) as const

/** What a key does; null: it is somebody else's. `drawing`: something is being drawn. */
export function keyed(ground: Ground, press: Press, drawing: boolean): Move[] | null {
  const { view, readOnly, copied } = ground
  if (readOnly) return regionKeys(ground, press, drawing, centreOf)
  const polygon = inHand(ground.regions, view)
  if (press.ctrl) {
    if (press.alt) return null
    const changed = pathKey(view, press)
    if (changed) return [look(changed)]
    if (press.key.toLowerCase() === 'v' && copied) return inserted(ground, copied)
    return regionKeys(ground, press, drawing, centreOf)
  }
  const by = nudgeOf(press)
  if (by) {
    if (view.cursor) {
      const cursor = cornerOf(movedPlace(view.cursor, by, ground.picture))
      return [look({ ...view, cursor, refused: null }), reveal(cursor)]
    }
    if (polygon && view.path.length === 0) return nudged(ground, polygon, by)
    return regionKeys(ground, press, drawing, centreOf)
  }
  if (!press.alt && !isLabelKey(ground.question, press)) {
    const own = drawn(ground, press.key) ?? (polygon && worked(ground, polygon, press.key))
    if (own) return own
  }
  return regionKeys(ground, press, drawing, centreOf)
}

/** Keys that draw an outline. */
function drawn(ground: Ground, key: string): Move[] | null {
  const { view } = ground
  const open = view.path.length > 0
  switch (key) {
    case 'p':
      return begun(ground, { ...view, focus: null, cut: null }, ground.sight.centre)
    case ' ':
      return view.cursor && [look(withCorner(ground, view.cursor))]
    case 'Enter':
      return open ? end(ground) : null
    case 'Backspace':
    case 'Delete':
      return open ? [look(takenBack(view))] : null
    case 'Escape':
      if (open) return [look(dropped(view)), { do: 'drop' }]
      if (view.cursor) return [look({ ...view, cursor: null, cut: null, refused: null })]
      if (view.cut) return [look({ ...view, cut: null, refused: null })]
      return view.vertex && view.focus !== null ? [look({ ...view, vertex: null, refused: null })] : null
    default:
      return null
  }
}

/** Keys that work on the polygon in hand. */
function worked(ground: Ground, polygon: Polygon, key: string): Move[] | null {
  const { view } = ground
  const { parts } = polygon
  switch (key) {
    case 'x':
      return begun(ground, { ...view, held: null, cut: 'hole' }, centreOf(polygon))
    case 'a':
      return begun(ground, { ...view, held: null, cut: 'part' }, ground.sight.centre)
    case '.':
    case ',': {
      const vertex = stepped(parts, view.vertex, key === '.' ? 1 : -1)
      const corner = cornerAt(parts, vertex)
      return [look({ ...view, vertex, refused: null }), ...(corner ? [reveal(corner)] : [])]
    }
    case 'i': {
      const at = view.vertex
      return at && shaped(view, polygon, withMiddle(parts, at), { ...at, corner: at.corner + 1 })
    }
    case 'Delete':
    case 'Backspace':
      return view.vertex && cornerAt(parts, view.vertex) ? withoutCorner(view, polygon, view.vertex) : null
    default:
      return null
  }
}

const reveal = (corner: Corner) => ({ do: 'reveal', point: pointOf(corner) }) as const

/** With the cursor of the keys there. */
function begun({ picture }: Ground, view: PolygonView, at: PicturePoint): Move[] {
  return [look({ ...view, cursor: cursorAt(at, picture), vertex: null, refused: null })]
}

export function end(ground: Pick<Ground, 'question' | 'regions' | 'view' | 'label'>): Move[] {
  const made = closing(ground)
  return 'gesture' in made
    ? [{ do: 'send', gesture: made.gesture }]
    : [look({ ...ground.view, refused: made.refused })]
}

/** The corner in hand moved, else all of the polygon. */
function nudged({ view, picture }: Ground, polygon: Polygon, by: { right: number; down: number }): Move[] {
  const { parts } = polygon
  const corner = view.vertex && cornerAt(parts, view.vertex)
  if (!view.vertex || !corner)
    return [
      {
        do: 'send',
        gesture: { does: 'shape', region: polygon.id, parts: movedParts(parts, by.right, by.down, picture) },
      },
    ]
  return cornerPut(view, polygon, view.vertex, movedPlace(corner, by, picture), picture)
}

/** A corner of the polygon at another place of the picture. */
export function cornerPut(
  view: PolygonView,
  polygon: Polygon,
  at: At,
  to: PicturePoint,
  picture: Size,
): Move[] {
  const corner = cornerOf(within(to, picture))
  const ring = ringAt(polygon.parts, at).map((one, n) => (n === at.corner ? corner : one))
  return shaped(view, polygon, withRing(polygon.parts, at, ring), at)
}

/** The polygon without that corner; a ring of three has none to spare. */
export function withoutCorner(view: PolygonView, polygon: Polygon, at: At): Move[] {
  const ring = ringAt(polygon.parts, at)
  if (ring.length <= 3) return [look({ ...view, refused: 'few' })]
  const left = ring.filter((_, n) => n !== at.corner)
  return shaped(view, polygon, withRing(polygon.parts, at, left), { ...at, corner: at.corner % left.length })
}

/** The polygon without one of its rings; the last one is the polygon itself. */
export function withoutPart(view: PolygonView, polygon: Polygon, at: Pick<At, 'part' | 'ring'>): Move[] {
  const parts = withoutRing(polygon.parts, at)
  if (parts.length === 0) return [{ do: 'send', gesture: { does: 'remove', region: polygon.id } }]
  return shaped({ ...view, vertex: null }, polygon, parts, null)
}

/** Another shape where it is sound; else why not, and what it was stays. */
function shaped(view: PolygonView, { id }: Polygon, parts: readonly Part[], vertex: At | null): Move[] {
  const wrong = wrongOutline(parts)
  if (wrong) return [look({ ...view, refused: wrong })]
  return [
    { do: 'send', gesture: { does: 'shape', region: id, parts } },
    look({ ...view, vertex, refused: null }),
  ]
}

/** The next corner of all rings, or the one before, round and round. */
function stepped(parts: readonly Part[], at: At | null, by: 1 | -1): At {
  const all = parts.flatMap((rings, part) =>
    rings.flatMap((corners, ring) => corners.map((_, corner): At => ({ part, ring, corner }))),
  )
  const now = all.findIndex(
    (one) => one.part === at?.part && one.ring === at.ring && one.corner === at.corner,
  )
  return all[stepRound(all.length, now, by)] ?? { part: 0, ring: 0, corner: 0 }
}

/** The middle of what lies around a polygon. */
export const centreOf = ({ parts }: Polygon): PicturePoint => middleOfBorders(aroundAll(parts))

function inserted({ question, regions, picture }: Ground, copied: Polygon): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  const taken = (shape: readonly Part[]) =>
    regions.some((one) => JSON.stringify(aroundAll(one.parts)) === JSON.stringify(aroundAll(shape)))
  const parts = besideOthers(copied.parts, (shape, by) => movedParts(shape, by, by, picture), taken)
  const { label, attributes } = copied
  return [{ do: 'send', gesture: { does: 'add', label, parts, attributes } }]
}
