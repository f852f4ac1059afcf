/** What keys do to polygons, without a browser; keys of labels are the desk's. */
import { picturePoint, type PicturePoint, type Size } from '@/geometry/picture'
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
import {
  BESIDE,
  inHand,
  isLabelKey,
  NUDGES,
  regionKeys,
  wayOf,
  type KeyGround,
  type Press,
} from '../regions/keys'
import type * as regions from '../regions/keys'
import { closing, withCorner } from './drawing'
import { withMiddle } from './hand'
import type { Gesture } from './reduce'
import { wrongOutline, type Polygon, type PolygonsQuestion } from './schema'
import { dropped, setAgain, takenBack, type PolygonView } from './view'

export type Ground = KeyGround<PolygonsQuestion, Polygon, PolygonView>
export type Move = regions.Move<Polygon, Gesture, PolygonView>

const look = (view: PolygonView) => ({ do: 'view', view }) as const

/** What a key does; null: it is somebody else's. `drawing`: something is being drawn. */
export function keyed(ground: Ground, press: Press, drawing: boolean): Move[] | null {
  const { view, readOnly, copied } = ground
  if (readOnly) return regionKeys(ground, press, drawing, centreOf)
  const polygon = inHand(ground.regions, view)
  const low = press.key.toLowerCase()
  if (press.ctrl) {
    if (press.alt) return null
    if (low === 'z' && !press.shift && view.path.length > 0) return [look(takenBack(view))]
    if ((low === 'y' || (low === 'z' && press.shift)) && view.undone.length > 0) return [look(setAgain(view))]
    if (low === 'v' && copied) return inserted(ground, copied)
    return regionKeys(ground, press, drawing, centreOf)
  }
  const way = wayOf(press.key)
  if (way) {
    const by = NUDGES[press.alt || press.shift ? 1 : 0]
    if (view.cursor) return cursorMoved(ground, view.cursor, way[0] * by, way[1] * by)
    if (polygon && view.path.length === 0) return nudged(ground, polygon, way[0] * by, way[1] * by)
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
  const cursor = cornerOf(within(picturePoint(Math.round(at.x), Math.round(at.y)), picture))
  return [look({ ...view, cursor, vertex: null, refused: null })]
}

export function end(ground: Pick<Ground, 'question' | 'regions' | 'view' | 'label'>): Move[] {
  const made = closing(ground)
  return 'gesture' in made
    ? [{ do: 'send', gesture: made.gesture }]
    : [look({ ...ground.view, refused: made.refused })]
}

function cursorMoved({ view, picture }: Ground, [x, y]: Corner, right: number, down: number): Move[] {
  const cursor = cornerOf(within(picturePoint(x + right, y + down), picture))
  return [look({ ...view, cursor, refused: null }), reveal(cursor)]
}

/** The corner in hand moved, else all of the polygon. */
function nudged({ view, picture }: Ground, polygon: Polygon, right: number, down: number): Move[] {
  const { parts } = polygon
  const corner = view.vertex && cornerAt(parts, view.vertex)
  if (!view.vertex || !corner)
    return [
      {
        do: 'send',
        gesture: { does: 'shape', region: polygon.id, parts: movedParts(parts, right, down, picture) },
      },
    ]
  return cornerPut(view, polygon, view.vertex, picturePoint(corner[0] + right, corner[1] + down), picture)
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
  const next = now < 0 ? (by === 1 ? 0 : all.length - 1) : (now + by + all.length) % all.length
  return all[next] ?? { part: 0, ring: 0, corner: 0 }
}

/** The middle of what lies around a polygon. */
export function centreOf({ parts }: Polygon): PicturePoint {
  const [left, top, right, bottom] = aroundAll(parts)
  return picturePoint((left + right) / 2, (top + bottom) / 2)
}

function inserted({ question, regions, picture }: Ground, copied: Polygon): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  let { parts } = copied
  const taken = (shape: readonly Part[]) =>
    regions.some((one) => JSON.stringify(aroundAll(one.parts)) === JSON.stringify(aroundAll(shape)))
  for (let n = 0; n < 20 && taken(parts); n++) parts = movedParts(parts, BESIDE, BESIDE, picture)
  // From a larger picture it may lie outside of this one.
  parts = movedParts(parts, 0, 0, picture)
  const { label, attributes } = copied
  return [{ do: 'send', gesture: { does: 'add', label, parts, attributes } }]
}
