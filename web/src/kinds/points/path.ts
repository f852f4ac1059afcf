/** Corners that are set one after another until what they make is done: no part of an answer before. */
import type { Corner, Ring } from '@/geometry/rings'
import type { Json } from '../contract'
import { isCoordinate } from '../regions/schema'
import type { RegionView } from '../regions/view'

/** `W`: why something was not done; it is said at once, and nothing is lost by it. */
export interface PathView<W extends string> extends RegionView {
  /** The corners of what is not done yet. */
  path: Ring
  /** Corners of it that were taken back, the last one first to come again. */
  undone: Ring
  /** Where keys set the next corner; null: the pointer does. */
  cursor: Corner | null
  refused: W | null
}

export const NO_PATH = { path: [], undone: [], cursor: null, refused: null } as const

/** Without the last corner. */
export function takenBack<V extends PathView<string>>(view: V): V {
  const last = view.path.at(-1)
  if (!last) return view
  return { ...view, path: view.path.slice(0, -1), undone: [...view.undone, last], refused: null }
}

/** With the corner again that was taken back last. */
export function setAgain<V extends PathView<string>>(view: V): V {
  const next = view.undone.at(-1)
  if (!next) return view
  return { ...view, path: [...view.path, next], undone: view.undone.slice(0, -1), refused: null }
}

/** With the whole path taken back; it can be set again, corner by corner. */
export const dropped = <V extends PathView<string>>(view: V): V => ({
  ...view,
  path: [],
  undone: [...view.undone, ...[...view.path].reverse()],
  refused: null,
})

/** A path that is not done yet, to be kept; null: there is none. */
export function begun({ path, focus, held, last }: PathView<string>): Json | null {
  return path.length === 0 ? null : { path, focus, held, last }
}

/** A path that was kept; null: what was kept is none. */
export function takenUp({ path, focus, held, last }: Json) {
  const isCorner = (one: unknown) => Array.isArray(one) && one.length === 2 && one.every(isCoordinate)
  if (!Array.isArray(path) || path.length === 0 || !path.every(isCorner)) return null
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return { path: path as Corner[], focus: text(focus), held: text(held), last: text(last) }
}

/** What keys do to a path: take its last corner back, or set it again; null: neither. */
export function pathKey<V extends PathView<string>>(
  view: V,
  { key, ctrl, shift, alt }: { key: string; ctrl: boolean; shift: boolean; alt: boolean },
): V | null {
  if (!ctrl || alt) return null
  const low = key.toLowerCase()
  if (low === 'z' && !shift && view.path.length > 0) return takenBack(view)
  const again = low === 'y' || (low === 'z' && shift)
  return again && view.undone.length > 0 ? setAgain(view) : null
}
