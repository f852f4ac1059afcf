/** What a pointer on a picture tells a hand that marks regions, and what a hand does. */
import type { LocalPoint } from '@/geometry/frames'
import type { Size, Viewport } from '@/geometry/picture'
import type { Region, RegionQuestion } from './schema'
import type { RegionView } from './view'

/** What the hand works on. */
export interface Ground<Q extends RegionQuestion, R extends Region, V extends RegionView = RegionView> {
  question: Q
  regions: readonly R[]
  view: V
  /** The label that a new region gets. */
  label: string | null
  look: Viewport
  picture: Size
  readOnly: boolean
}

export type HandEvent =
  /** `on`: the name of the handle under the pointer. */
  | { is: 'down'; at: LocalPoint; on: string | null; pans: boolean }
  | { is: 'move'; at: LocalPoint; whole: boolean }
  | { is: 'up'; at: LocalPoint }
  | { is: 'twice'; at: LocalPoint }
  /** The pointer is no longer above the picture. */
  | { is: 'gone' }
  /** A second finger, Esc, or the pointer is gone: nothing comes of it. */
  | { is: 'drop' }

export type HandEffect<G, V> =
  | { do: 'send'; gesture: G }
  | { do: 'take'; region: string | null }
  | { do: 'view'; view: V }
  | { do: 'pan'; right: number; down: number }

export type Next<D, G, V = RegionView> = readonly [D, readonly HandEffect<G, V>[]]

/** CSS pixels by which a click may slip, and by which a thin region is caught beside its line. */
export const SLIP = 4

/** Regions at a place that can be taken in hand, in the order of their size, the smallest first. */
export function allUnder<R extends Region>(
  { regions, view, look }: Pick<Ground<RegionQuestion, R>, 'regions' | 'view' | 'look'>,
  holds: (region: R, slip: number) => boolean,
  sizeOf: (region: R) => number,
): R[] {
  const [hidden, locked] = [new Set(view.hidden), new Set(view.locked)]
  const slip = SLIP / look.scale
  return regions
    .filter((region) => !hidden.has(region.id) && !locked.has(region.id) && holds(region, slip))
    .sort((a, b) => sizeOf(a) - sizeOf(b))
}

/** What a click takes in hand: another one on the same place takes the next larger one. */
export function nextUnder<R extends Region>(there: readonly R[], focus: string | null): string | null {
  const had = there.findIndex(({ id }) => id === focus)
  return there[(had + 1) % Math.max(there.length, 1)]?.id ?? null
}

/** What is moved: the one in hand before all others. */
export const inHandOf = <R extends Region>(there: readonly R[], focus: string | null): R | null =>
  there.find(({ id }) => id === focus) ?? there[0] ?? null

/** Whether a pointer moved enough since it was pressed to mean more than a click. */
export const slipped = (a: LocalPoint, b: LocalPoint): boolean => Math.hypot(a.x - b.x, a.y - b.y) >= SLIP
