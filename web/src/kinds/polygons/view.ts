/** What the hand is at while it draws outlines. */
import type { At } from '@/geometry/rings'
import type { Json } from '../contract'
import * as paths from '../points/path'
import { IDLE } from '../regions/view'

export type Refusal = 'few' | 'flat' | 'crosses' | 'hole' | 'small' | 'many'

export interface PolygonView extends paths.PathView<Refusal> {
  /** The corner in hand, of the region in hand. */
  vertex: At | null
  /** What the outline becomes for the region in hand; null: a region of its own. */
  cut: 'hole' | 'part' | null
}

const OPEN = { ...paths.NO_PATH, cut: null } as const

export const polygonViewed = (view: unknown): PolygonView => ({
  ...IDLE,
  ...OPEN,
  vertex: null,
  ...(typeof view === 'object' && view !== null ? view : {}),
})

/** An outline that is not closed yet, to be kept; null: there is none. */
export function begun(view: PolygonView): Json | null {
  const path = paths.begun(view)
  return path && { ...path, cut: view.cut }
}

/** The hand with an outline that was kept; null: what was kept is none. */
export function takenUp(kept: Json): PolygonView | null {
  const path = paths.takenUp(kept)
  const { cut } = kept
  return path && { ...polygonViewed(path), cut: cut === 'hole' || cut === 'part' ? cut : null }
}

/** With nothing being drawn. */
export const closed = (view: PolygonView): PolygonView => ({ ...view, ...OPEN, vertex: null })

/** Whether the next press sets a corner. */
export const isDrawing = ({ path, held, cut, cursor }: PolygonView): boolean =>
  path.length > 0 || held !== null || cut !== null || cursor !== null

/** With the whole open outline taken back; it can be set again, corner by corner. */
export const dropped = (view: PolygonView): PolygonView => ({ ...paths.dropped(view), cut: null })
