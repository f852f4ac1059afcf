/** What the hand is at while it marks regions: never part of an answer, and not undone. */
import { keysOf } from '../labels'
import type { Region, RegionQuestion } from './schema'

export interface RegionView {
  /** The region in hand. */
  focus: string | null
  /** The label that every region gets that is drawn now. */
  held: string | null
  /** The label that was given last. */
  last: string | null
  /** Regions that are not drawn, and regions that can't be taken in hand in the picture. */
  hidden: readonly string[]
  locked: readonly string[]
}

export const IDLE: RegionView = { focus: null, held: null, last: null, hidden: [], locked: [] }

export function viewed(view: unknown): RegionView {
  return typeof view === 'object' && view !== null ? { ...IDLE, ...view } : IDLE
}

export function toggled<V extends RegionView>(view: V, of: 'hidden' | 'locked', id: string): V {
  const had = view[of].includes(id)
  return { ...view, [of]: had ? view[of].filter((one) => one !== id) : [...view[of], id] }
}

/** The label that a region gets that is drawn now. */
export function labelNow(question: RegionQuestion, view: RegionView): string | null {
  const known = (id: string | null) => question.labels.find((label) => label.id === id)?.id
  return known(view.held) ?? known(view.last) ?? question.labels[0]?.id ?? null
}

/** The id of the region that is drawn next: the letter of its kind, and a number. */
export function freshId(letter: string, regions: readonly Region[]): string {
  const number = (id: string) =>
    id.startsWith(letter) && /^\d{1,9}$/.test(id.slice(1)) ? Number(id.slice(1)) : 0
  return `${letter}${String(regions.reduce((most, { id }) => Math.max(most, number(id)), 0) + 1)}`
}

/** The key that says that there is nothing to mark. */
export const NOTHING = '-'

const labelOf = (question: RegionQuestion, key: string) =>
  question.labels[keysOf(question.labels).indexOf(key)]

/**
 * What a key of a label does: labels the region in hand. With none, or while a label is held, it is no gesture: then it holds
 * the label for what is drawn next.
 */
export function labelling(question: RegionQuestion, key: string, view: unknown) {
  const label = labelOf(question, key)
  const { focus, held } = viewed(view)
  return label && focus !== null && held === null
    ? ({ does: 'label', region: focus, label: label.id } as const)
    : null
}

/** What the hand is at after a key of a label that labels nothing: it holds it. */
export function holding<V extends RegionView>(question: RegionQuestion, key: string, view: V): V | undefined {
  const label = labelOf(question, key)
  if (!label || (view.focus !== null && view.held === null)) return undefined
  return { ...view, held: view.held === label.id ? null : label.id, last: label.id }
}
