/** What keys do to polylines, without a browser; keys of labels are the desk's. */
import { aroundLine, movedLine } from '@/geometry/lines'
import type { PicturePoint } from '@/geometry/picture'
import { cornerOf, pointOf, type Corner } from '@/geometry/rings'
import { middleOfBorders } from '@/geometry/turned'
import { besideOthers, cursorAt, movedPlace, nudgeOf, stepRound } from '../points/keys'
import { dropped, pathKey, takenBack } from '../points/path'
import { inHand, isLabelKey, regionKeys, type KeyGround, type Press } from '../regions/keys'
import type * as regions from '../regions/keys'
import { ending, withMiddle, withMoved, without, withPoint } from './drawing'
import type { Gesture } from './reduce'
import { shapeOf, wrongLine, type Polyline, type PolylinesQuestion } from './schema'
import { ended, type PolylineView } from './view'

export type Ground = KeyGround<PolylinesQuestion, Polyline, PolylineView>
export type Move = regions.Move<Polyline, Gesture, PolylineView>

const look = (view: PolylineView) => ({ do: 'view', view }) as const
const reveal = (corner: Corner) => ({ do: 'reveal', point: pointOf(corner) }) as const

/** What a key does; null: it is somebody else's. `drawing`: something is being drawn. */
export function keyed(ground: Ground, press: Press, drawing: boolean): Move[] | null {
  const { view, readOnly, copied, picture } = ground
  const shared = () => regionKeys(ground, press, drawing, centreOf)
  if (readOnly) return shared()
  const line = inHand(ground.regions, view)
  if (press.ctrl) {
    if (press.alt) return null
    const changed = pathKey(view, press)
    if (changed) return [look(changed)]
    return press.key.toLowerCase() === 'v' && copied ? inserted(ground, copied) : shared()
  }
  const by = nudgeOf(press)
  if (by) {
    if (view.cursor) {
      const cursor = cornerOf(movedPlace(view.cursor, by, picture))
      return [look({ ...view, cursor, refused: null }), reveal(cursor)]
    }
    if (!line || view.path.length > 0) return shared()
    const had = view.vertex === null ? undefined : line.points[view.vertex]
    const points =
      view.vertex !== null && had
        ? withMoved(line.points, view.vertex, cornerOf(movedPlace(had, by, picture)))
        : movedLine(line.points, by.right, by.down, picture)
    return shaped(view, line, points, view.vertex)
  }
  if (!press.alt && !isLabelKey(ground.question, press)) {
    const own = drawn(ground, press.key) ?? (line && worked(ground, line, press.key))
    if (own) return own
  }
  return shared()
}

/** Keys that draw a line. */
function drawn({ view, sight, picture, label }: Ground, key: string): Move[] | null {
  const open = view.path.length > 0
  switch (key) {
    case 'p': {
      const begun = open ? view : { ...ended(view), focus: null }
      return [look({ ...begun, cursor: cursorAt(sight.centre, picture) })]
    }
    case ' ':
      return view.cursor && [look(withPoint(view, view.cursor))]
    case 'Enter':
      return open ? end(view, label) : null
    case 'Backspace':
    case 'Delete':
      return open ? [look(takenBack(view))] : null
    case 'Escape':
      if (open) return [look(dropped(view)), { do: 'drop' }]
      if (view.cursor) return [look({ ...view, cursor: null, refused: null })]
      return view.vertex !== null && view.focus !== null
        ? [look({ ...view, vertex: null, refused: null })]
        : null
    default:
      return null
  }
}

/** Keys that work on the line in hand. */
function worked({ view }: Ground, line: Polyline, key: string): Move[] | null {
  const { points } = line
  const at = view.vertex
  switch (key) {
    case '.':
    case ',': {
      const vertex = stepRound(points.length, at ?? -1, key === '.' ? 1 : -1)
      const corner = points[vertex]
      return [look({ ...view, vertex, refused: null }), ...(corner ? [reveal(corner)] : [])]
    }
    case 'i':
      // After the last point there is no stretch: the one before it.
      return at === null ? null : middlePut(view, line, at)
    case 'r':
      return turned(view, line)
    case 'Delete':
    case 'Backspace':
      return at === null || !points[at] ? null : pointOut(view, line, at)
    default:
      return null
  }
}

/** What ending the line comes to. */
export function end(view: PolylineView, label: string | null): Move[] {
  const made = ending(view, label)
  return 'gesture' in made
    ? [{ do: 'send', gesture: made.gesture }]
    : [look({ ...view, refused: made.refused })]
}

/** A point put in after the one in hand; before it where it is the last one. */
export function middlePut(view: PolylineView, line: Polyline, at: number): Move[] {
  const begin = Math.min(at, line.points.length - 2)
  return shaped(view, line, withMiddle(line.points, begin), begin + 1)
}

/** The line without that point; one of two has none to spare. */
export function pointOut(view: PolylineView, line: Polyline, at: number): Move[] {
  const left = without(line.points, at)
  return shaped(view, line, left, Math.min(at, left.length - 1))
}

/** The line running the other way. */
export const turned = (view: PolylineView, line: Polyline): Move[] => {
  const last = line.points.length - 1
  return shaped(view, line, [...line.points].reverse(), view.vertex === null ? null : last - view.vertex)
}

/** Another shape where it is a line; else why not, and what it was stays. */
export function shaped(
  view: PolylineView,
  { id }: Polyline,
  points: Polyline['points'],
  vertex: number | null,
): Move[] {
  const wrong = wrongLine(points)
  if (wrong) return [look({ ...view, refused: wrong })]
  return [
    { do: 'send', gesture: { does: 'shape', region: id, points } },
    look({ ...view, vertex, refused: null }),
  ]
}

/** The middle of what lies around a line. */
export const centreOf = ({ points }: Polyline): PicturePoint => middleOfBorders(aroundLine(points))

function inserted({ question, regions: lines, picture }: Ground, copied: Polyline): Move[] {
  if (!question.labels.some(({ id }) => id === copied.label)) return []
  const { label, attributes } = copied
  const taken = (points: Polyline['points']) =>
    lines.some((one) => shapeOf(question, one) === shapeOf(question, { label, points }))
  const points = besideOthers(copied.points, (shape, by) => movedLine(shape, by, by, picture), taken)
  return [{ do: 'send', gesture: { does: 'add', label, points, attributes } }]
}
