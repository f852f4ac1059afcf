/** What one kind of regions is made of, for what all of them are drawn, listed and shown with. */
import type { ComponentType } from 'react'
import type { Size, Viewport } from '@/geometry/picture'
import { dashOf, markColor } from '@/picture/colors'
import type { Mark, Outline } from '@/picture/scene'
import type { Ground, HandEvent, Next } from './hand'
import type { KeyGround, Move, Press } from './keys'
import type { Region, RegionQuestion } from './schema'
import type { RegionView } from './view'

/** What only this kind says of its regions. */
export interface RegionWords {
  draw: string
  idle: string
  idleTouch: string
  held: (name: string) => string
  heldTouch: (name: string) => string
  inHand: (name: string) => string
  inHandTouch: (name: string) => string
  list: string
  together: string
  /** Its own keys, before those that all have. */
  ownKeys: readonly (readonly [string, string])[]
}

/** How regions of a kind look, and what is said of them. */
export interface Craft<A, R extends Region, Q extends RegionQuestion = RegionQuestion> {
  regionsOf: (answer: A) => readonly R[]
  outlineOf: (region: R, question: Q) => Outline
  /** Where it lies, in words. */
  placeOf: (region: R) => string
  words: RegionWords
}

export interface ActiveProps<Q extends RegionQuestion, R extends Region, V extends RegionView, D> {
  ground: Ground<Q, R, V>
  doing: D
  /** The region in hand, and how it is drawn. */
  region: R | null
  pen: Pen
  /** How what is drawn now will be. */
  next: Pen
  look: Viewport
  size: Size
}

/** How regions of a kind are worked on in the picture. */
export interface Work<
  Q extends RegionQuestion,
  A,
  R extends Region,
  V extends RegionView,
  G,
  D,
> extends Craft<A, R, Q> {
  rest: D
  viewed: (view: unknown) => V
  hand: (ground: Ground<Q, R, V>, doing: D, event: HandEvent) => Next<D, G, V>
  keyed: (ground: KeyGround<Q, R, V>, press: Press, drawing: boolean) => Move<R, G, V>[] | null
  /** Whether something is being drawn. */
  draws: (doing: D, view: V) => boolean
  pans: (doing: D) => boolean
  /** The region in hand, or the one that is being drawn: on a layer of its own, so that nothing else is drawn meanwhile. */
  Active: ComponentType<ActiveProps<Q, R, V, D>>
  /** What is said of what is being drawn; null: what is in hand is said. */
  said?: (view: V) => string | null
}

/** How a label is drawn. */
export interface Pen {
  name: string
  color: string
  dash: readonly number[]
}

export function penOf(question: RegionQuestion, id: string | null): Pen {
  const n = question.labels.findIndex((label) => label.id === id)
  const label = question.labels[n]
  return { name: label?.name ?? id ?? '', color: markColor(label?.color ?? null, n), dash: dashOf(n) }
}

/** All regions, as they lie in the picture. */
export function marksOf<Q extends RegionQuestion, R extends Region>(
  question: Q,
  regions: readonly R[],
  outlineOf: (region: R, question: Q) => Outline,
): Mark[] {
  const pens = new Map(question.labels.map(({ id }) => [id, penOf(question, id)]))
  return regions.map((region) => ({
    id: region.id,
    ...outlineOf(region, question),
    ...(pens.get(region.label) ?? penOf(question, region.label)),
  }))
}
