/** What the hand is at while it draws lines. */
import type { Json } from '../contract'
import * as paths from '../points/path'
import { IDLE } from '../regions/view'

export type Refusal = 'few' | 'many' | 'short'

export interface PolylineView extends paths.PathView<Refusal> {
  /** The point in hand, of the line in hand. */
  vertex: number | null
}

export const polylineViewed = (view: unknown): PolylineView => ({
  ...IDLE,
  ...paths.NO_PATH,
  vertex: null,
  ...(typeof view === 'object' && view !== null ? view : {}),
})

/** The hand with a line that was kept; null: what was kept is none. */
export function takenUp(kept: Json): PolylineView | null {
  const path = paths.takenUp(kept)
  return path && polylineViewed(path)
}

/** With nothing being drawn. */
export const ended = (view: PolylineView): PolylineView => ({ ...view, ...paths.NO_PATH, vertex: null })

/** Whether the next press sets a point. */
export const isDrawing = ({ path, held, cursor }: PolylineView): boolean =>
  path.length > 0 || held !== null || cursor !== null
