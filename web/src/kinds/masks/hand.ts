/** What a pointer on a picture comes to, without a browser: strokes of a brush, outlines, and masks that are taken in hand. */
import type { LocalPoint } from '@/geometry/frames'
import { toLocal, toPicture, type PicturePoint } from '@/geometry/picture'
import { cornerOf, pointOf, type Corner } from '@/geometry/rings'
import { panned, reaching, spotOf } from '../points/hand'
import * as regions from '../regions/hand'
import type { HandEvent } from '../regions/hand'
import type { Gesture } from './reduce'
import { areaOf, boundsOf, filled, holds, painted } from './runs'
import { turnsOf, type Mask, type MasksQuestion } from './schema'
import { isBrush, middleAt, type MaskView } from './view'

export type Ground = regions.Ground<MasksQuestion, Mask, MaskView>

/** The way of the brush, from its last place back: one more place costs the same however long it is. */
export interface Trail {
  readonly at: Corner
  readonly before: Trail | null
}

export type Doing =
  | { is: 'rest' }
  /** Above the picture, with a brush or an open outline. */
  | { is: 'reaching'; to: PicturePoint }
  | { is: 'painting'; region: string | null; trail: Trail }
  /** Pressed, and not moved enough yet to mean anything but a click. */
  | { is: 'pressed'; at: LocalPoint }
  | { is: 'panning'; at: LocalPoint }

export const REST: Doing = { is: 'rest' }

/** CSS pixels around the first corner in which a press closes the outline. */
const NEAR = 12

type Next = regions.Next<Doing, Gesture, MaskView>

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'down':
      return pressed(ground, event)
    case 'move':
      return dragged(ground, doing, event.at)
    case 'up':
      return released(ground, doing, event.at)
    case 'twice':
      return ground.view.tool === 'outline' && ground.view.path.length >= 3 ? closed(ground) : [doing, []]
    case 'gone':
      return [doing.is === 'reaching' ? REST : doing, []]
  }
}

const looks = (view: MaskView) => ({ do: 'view', view }) as const

function pressed(ground: Ground, { at, pans }: Extract<HandEvent, { is: 'down' }>): Next {
  const { view, readOnly } = ground
  if (pans) return [{ is: 'panning', at }, []]
  if (readOnly || !isBrush(view)) return [{ is: 'pressed', at }, []]
  const here = toPicture(ground.look, at)
  const focus = ground.regions.find(({ id }) => id === intoOf(view))
  // With nothing in hand an eraser works on what lies under it.
  const region = focus ?? (view.tool === 'erase' ? allUnder(ground, here)[0] : undefined)
  if (!region && view.tool === 'erase') return [REST, [looks({ ...view, refused: 'nothing' })]]
  if (region && view.locked.includes(region.id)) return [REST, [looks({ ...view, refused: 'locked' })]]
  const trail = { at: middleOf(ground, at), before: null }
  // The pointer takes over from the keys.
  const now = { ...view, focus: region?.id ?? null, cursor: null, path: [], undone: [], refused: null }
  return [{ is: 'painting', region: region?.id ?? null, trail }, [looks(now)]]
}

/** Where the middle of the brush is under a pointer, as near as the picture goes. */
const middleOf = ({ look, picture, view }: Ground, at: LocalPoint): Corner =>
  middleAt(toPicture(look, at), view.brush, picture)

function dragged(ground: Ground, doing: Doing, at: LocalPoint): Next {
  const { view, readOnly } = ground
  switch (doing.is) {
    case 'rest':
    case 'reaching': {
      if (readOnly) return [REST, []]
      if (isBrush(view)) {
        const shown = { is: 'reaching', to: toPicture(ground.look, at) } as const
        return [shown, view.cursor && view.path.length === 0 ? [looks({ ...view, cursor: null })] : []]
      }
      return [view.path.length > 0 ? reaching(ground, at) : REST, []]
    }
    case 'painting': {
      const to = middleOf(ground, at)
      const { trail } = doing
      if (to[0] === trail.at[0] && to[1] === trail.at[1]) return [doing, []]
      return [{ ...doing, trail: { at: to, before: trail } }, []]
    }
    case 'panning':
      return [{ ...doing, at }, [panned(doing.at, at)]]
    case 'pressed':
      if (!regions.slipped(at, doing.at) || view.tool === 'outline') return [doing, []]
      return [{ is: 'panning', at }, [panned(doing.at, at)]]
  }
}

function released(ground: Ground, doing: Doing, at: LocalPoint): Next {
  const { view } = ground
  if (doing.is === 'painting') {
    const gesture = stroke(ground, doing.region, placesOf(doing.trail))
    return [{ is: 'reaching', to: toPicture(ground.look, at) }, gesture ? [{ do: 'send', gesture }] : []]
  }
  if (doing.is !== 'pressed') return [REST, []]
  if (view.tool === 'outline' && !ground.readOnly) return cornerSet(ground, at)
  const region = regions.nextUnder(allUnder(ground, toPicture(ground.look, at)), view.focus)
  return [REST, [looks({ ...view, focus: region, refused: null })]]
}

export function placesOf(trail: Trail): Corner[] {
  const places: Corner[] = []
  for (let one: Trail | null = trail; one; one = one.before) places.push(one.at)
  return places.reverse()
}

/** The mask that is painted into; null: a new one, as where a label is held. */
export const intoOf = ({ tool, held, focus }: MaskView): string | null =>
  held === null || tool === 'erase' ? focus : null

type Making = Pick<Ground, 'view' | 'label' | 'picture'>

/** What a stroke comes to along this way; null: nothing. */
export function stroke(
  { view, label, picture }: Making,
  region: string | null,
  way: readonly Corner[],
): Gesture | null {
  const turns = painted(way, view.brush, picture)
  if (view.tool === 'erase') return region === null ? null : { does: 'erase', region, turns }
  return label === null ? null : { does: 'paint', region, label, turns, picture }
}

/** The next corner of the outline, or its end where the press is at the first one. */
function cornerSet(ground: Ground, at: LocalPoint): Next {
  const { look, view } = ground
  const [first, last] = [view.path[0], view.path.at(-1)]
  const from = (corner: Corner) => {
    const there = toLocal(look, pointOf(corner))
    return Math.hypot(there.x - at.x, there.y - at.y)
  }
  if (first && view.path.length >= 3 && from(first) <= NEAR) return closed(ground)
  // The second press of a double one is no corner of its own.
  if (last && from(last) < regions.SLIP) return [reaching(ground, at), []]
  const corner = cornerOf(spotOf(ground, toPicture(look, at)))
  return [
    reaching(ground, at),
    [looks({ ...view, path: [...view.path, corner], undone: [], cursor: null, refused: null })],
  ]
}

function closed(ground: Ground): Next {
  const made = outlined(ground)
  return 'gesture' in made
    ? [REST, [{ do: 'send', gesture: made.gesture }]]
    : [REST, [looks({ ...ground.view, refused: made.refused })]]
}

/** What the open outline comes to: the pixels whose middles it goes round. */
export function outlined({ view, label, picture }: Making): { gesture: Gesture } | { refused: 'few' } {
  const turns = view.path.length >= 3 ? filled(view.path, picture) : null
  if (!turns || areaOf(turns) === 0 || label === null) return { refused: 'few' }
  return { gesture: { does: 'paint', region: intoOf(view), label, turns, picture } }
}

/** Masks at a place that can be taken in hand, the smallest first. */
function allUnder(ground: Ground, point: PicturePoint): Mask[] {
  const [x, y] = [Math.floor(point.x), Math.floor(point.y)]
  const caught = (mask: Mask) => {
    const [height, width] = mask.size
    if (x < 0 || y < 0 || x >= width || y >= height) return false
    return holds(turnsOf(mask), x * height + y)
  }
  return regions.allUnder(ground, caught, (mask) => areaOf(turnsOf(mask)))
}

/** The middle of what lies around a mask. */
export function centreOf(mask: Mask): PicturePoint {
  const [left, top, right, bottom] = boundsOf(turnsOf(mask), mask.size[0])
  return pointOf([(left + right) / 2, (top + bottom) / 2])
}
