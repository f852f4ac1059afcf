/** What the hand is at while it places points, besides what it is at with all regions. */
import type { Named } from '../labels'
import { IDLE, type RegionView } from '../regions/view'
import type { KeypointsQuestion, Skeleton } from './schema'

export interface KeypointsView extends RegionView {
  /** The skeleton whose points are placed one after another. */
  placing: string | null
  /** The point that is placed next, whatever the order. */
  aim: string | null
  /** Points that were said not to be there, and how many there were then: so that this is taken back in its turn. */
  skipped: readonly { readonly point: string; readonly after: number }[]
  /** The point in hand, of the region in hand. */
  point: string | null
  /** Where keys place the next point; null: the pointer does. */
  cursor: readonly [x: number, y: number] | null
}

const BEGIN = { placing: null, aim: null, skipped: [], cursor: null } as const

export const keypointsViewed = (view: unknown): KeypointsView => ({
  ...IDLE,
  ...BEGIN,
  point: null,
  ...(typeof view === 'object' && view !== null ? view : {}),
})

/** With nothing being placed. */
export const ended = (view: KeypointsView): KeypointsView => ({ ...view, ...BEGIN })

const firstLeft = (question: KeypointsQuestion, { skipped }: KeypointsView, skeleton: Skeleton | null) =>
  question.points.find(({ id }) => !skeleton?.points[id] && !skipped.some(({ point }) => point === id)) ??
  null

/** The skeleton whose points are placed; null: the next press begins one, or places nothing. */
export const inWork = (view: KeypointsView, skeletons: readonly Skeleton[]): Skeleton | null =>
  skeletons.find(({ id }) => id === view.placing && id === view.focus) ?? null

/** The point that the next press places; null: none. Without a skeleton in work it is the first one of a new one. */
export function nextOf(
  question: KeypointsQuestion,
  view: KeypointsView,
  skeletons: readonly Skeleton[],
): Named | null {
  const skeleton = inWork(view, skeletons)
  if (!skeleton) return isBeginning(view, skeletons) ? firstLeft(question, view, null) : null
  const aimed = question.points.find(({ id }) => id === view.aim && !skeleton.points[id])
  return aimed ?? firstLeft(question, view, skeleton)
}

/** Whether the next press begins a skeleton: a label is held, keys do, or nothing is in hand. */
export const isBeginning = (view: KeypointsView, skeletons: readonly Skeleton[]): boolean =>
  view.held !== null || view.cursor !== null || !skeletons.some(({ id }) => id === view.focus)

/** With this point placed next; where nothing was being placed, it alone. */
export function aimedAt(
  question: KeypointsQuestion,
  view: KeypointsView,
  skeleton: Skeleton,
  point: string,
): KeypointsView {
  const aimed = { ...view, aim: point, point: null }
  if (inWork(view, [skeleton])) return aimed
  // That the others are left out is nothing that could be taken back.
  const others = question.points.filter(({ id }) => id !== point && !skeleton.points[id])
  const skipped = others.map(({ id }) => ({ point: id, after: -1 }))
  return { ...aimed, held: null, cursor: null, placing: skeleton.id, skipped }
}

/** With the next point said not to be there; the same view: there is none. */
export function skipping(
  question: KeypointsQuestion,
  view: KeypointsView,
  skeletons: readonly Skeleton[],
): KeypointsView {
  const next = nextOf(question, view, skeletons)
  if (!next) return view
  const skeleton = inWork(view, skeletons)
  const after = Object.keys(skeleton?.points ?? {}).length
  const skipped = [...view.skipped, { point: next.id, after }]
  const went = { ...view, aim: null, skipped }
  // After the last one all is said; of nothing at all no skeleton comes about.
  return firstLeft(question, went, skeleton) ? went : ended(went)
}

/** With the last point asked for again that was said not to be there; null: something else was done since. */
export function unskipped(view: KeypointsView, skeletons: readonly Skeleton[]): KeypointsView | null {
  const last = view.skipped.at(-1)
  const count = Object.keys(inWork(view, skeletons)?.points ?? {}).length
  return last && last.after >= count ? { ...view, skipped: view.skipped.slice(0, -1) } : null
}
