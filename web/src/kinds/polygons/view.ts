/** What the hand is at while it draws outlines. */
import type { At, Corner, Ring } from '@/geometry/rings'
import type { Json } from '../contract'
import { isCoordinate } from '../regions/schema'
import { IDLE, type RegionView } from '../regions/view'

/** Why something was not done: it is said at once, and nothing is lost by it. */
export type Refusal = 'few' | 'flat' | 'crosses' | 'hole' | 'small' | 'many'

export interface PolygonView extends RegionView {
  /** The corners of an outline that is not closed yet. */
  path: Ring
  /** Corners of it that were taken back, the last one first to come again. */
  undone: Ring
  /** Where keys set the next corner; null: the pointer does. */
  cursor: Corner | null
  /** The corner in hand, of the region in hand. */
  vertex: At | null
  /** What the outline becomes for the region in hand; null: a region of its own. */
  cut: 'hole' | 'part' | null
  refused: Refusal | null
}

const OPEN = { path: [], undone: [], cursor: null, cut: null, refused: null } as const

export const polygonViewed = (view: unknown): PolygonView => ({
  ...IDLE,
  ...OPEN,
  vertex: null,
  ...(typeof view === 'object' && view !== null ? view : {}),
})

/** An outline that is not closed yet, to be kept; null: there is none. */
export function begun(view: PolygonView): Json | null {
  const { path, cut, focus, held, last } = view
  return path.length === 0 ? null : { path, cut, focus, held, last }
}

/** The hand with an outline that was kept; null: what was kept is none. */
export function takenUp({ path, cut, focus, held, last }: Json): PolygonView | null {
  const isCorner = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isCoordinate)
  if (!Array.isArray(path) || path.length === 0 || !path.every(isCorner)) return null
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    ...polygonViewed(null),
    path: path as Corner[],
    cut: cut === 'hole' || cut === 'part' ? cut : null,
    focus: text(focus),
    held: text(held),
    last: text(last),
  }
}

/** With nothing being drawn. */
export const closed = (view: PolygonView): PolygonView => ({ ...view, ...OPEN, vertex: null })

/** Whether the next press sets a corner. */
export const isDrawing = ({ path, held, cut, cursor }: PolygonView): boolean =>
  path.length > 0 || held !== null || cut !== null || cursor !== null

/** Without the last corner. */
export function takenBack(view: PolygonView): PolygonView {
  const last = view.path.at(-1)
  if (!last) return view
  return { ...view, path: view.path.slice(0, -1), undone: [...view.undone, last], refused: null }
}

/** With the corner again that was taken back last. */
export function setAgain(view: PolygonView): PolygonView {
  const next = view.undone.at(-1)
  if (!next) return view
  return { ...view, path: [...view.path, next], undone: view.undone.slice(0, -1), refused: null }
}

/** With the whole open outline taken back; it can be set again, corner by corner. */
export const dropped = (view: PolygonView): PolygonView => ({
  ...view,
  path: [],
  undone: [...view.undone, ...[...view.path].reverse()],
  cut: null,
  refused: null,
})
