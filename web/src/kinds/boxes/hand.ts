/** What a pointer on a picture comes to, without a browser: boxes that are drawn, moved, sized and turned. */
import type { LocalPoint } from '@/geometry/frames'
import { grain, toPicture, type PicturePoint, type Size, type Viewport } from '@/geometry/picture'
import {
  between,
  heightOf,
  holds,
  moved,
  resized,
  turnedTo,
  widthOf,
  type Handle,
  type Turned,
} from '@/geometry/turned'
import type { BoxView, Gesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'

/** What the hand works on. */
export interface Ground {
  question: BoxesQuestion
  boxes: readonly Box[]
  view: BoxView
  /** The label that a new box gets. */
  label: string | null
  look: Viewport
  picture: Size
  readOnly: boolean
}

export type Doing =
  | { is: 'rest' }
  /** Pressed, and not moved enough yet to mean anything but a click. */
  | { is: 'pressed'; at: LocalPoint }
  /** From corner to corner; `clicks`: the second corner is clicked, too. */
  | { is: 'drawing'; from: PicturePoint; to: PicturePoint; clicks: boolean }
  | { is: 'moving'; box: string; from: PicturePoint; was: Turned; now: Turned }
  | { is: 'sizing'; box: string; handle: Handle; was: Turned; now: Turned }
  | { is: 'turning'; box: string; was: Turned; now: Turned }
  | { is: 'panning'; at: LocalPoint }

export const REST: Doing = { is: 'rest' }

export type HandEvent =
  | { is: 'down'; at: LocalPoint; on: Handle | 'turn' | null; pans: boolean }
  | { is: 'move'; at: LocalPoint; whole: boolean }
  | { is: 'up'; at: LocalPoint }
  /** A second finger, Esc, or the pointer is gone: nothing comes of it. */
  | { is: 'drop' }

export type HandEffect =
  | { do: 'send'; gesture: Gesture }
  | { do: 'take'; box: string | null }
  | { do: 'pan'; right: number; down: number }

type Next = readonly [Doing, readonly HandEffect[]]

/** CSS pixels by which a click may slip, and by which a thin box is caught beside its line. */
const SLIP = 4
/** Degrees at a time, and with Shift. */
const TURNS = [1, 15] as const

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'down':
      return pressed(ground, doing, event)
    case 'move':
      return dragged(ground, doing, event)
    case 'up':
      return released(ground, doing, event.at)
  }
}

function pressed(ground: Ground, doing: Doing, { at, on, pans }: Extract<HandEvent, { is: 'down' }>): Next {
  if (pans) return [{ is: 'panning', at }, []]
  if (doing.is === 'drawing') return [{ ...doing, to: toPicture(ground.look, at), clicks: false }, []]
  const box = ground.boxes.find(({ id }) => id === ground.view.focus)
  if (on && box && !ground.readOnly) {
    const shapes = { box: box.id, was: box, now: box }
    return [on === 'turn' ? { is: 'turning', ...shapes } : { is: 'sizing', handle: on, ...shapes }, []]
  }
  return [{ is: 'pressed', at }, []]
}

function dragged(ground: Ground, doing: Doing, { at, whole }: Extract<HandEvent, { is: 'move' }>): Next {
  const { look, picture } = ground
  const point = toPicture(look, at)
  const step = grain(look.scale)
  switch (doing.is) {
    case 'rest':
      return [doing, []]
    case 'panning':
      return [{ ...doing, at }, [{ do: 'pan', right: at.x - doing.at.x, down: at.y - doing.at.y }]]
    case 'drawing':
      return [{ ...doing, to: point }, []]
    case 'moving': {
      const now = moved(doing.was, point.x - doing.from.x, point.y - doing.from.y, picture, step)
      return [{ ...doing, now }, []]
    }
    case 'sizing':
      return [{ ...doing, now: resized(doing.was, doing.handle, point, picture, step) }, []]
    case 'turning':
      return [{ ...doing, now: turnedTo(doing.was, point, TURNS[whole ? 1 : 0]) }, []]
    case 'pressed': {
      if (Math.hypot(at.x - doing.at.x, at.y - doing.at.y) < SLIP) return [doing, []]
      const from = toPicture(look, doing.at)
      if (ground.readOnly) return dragged(ground, { is: 'panning', at: doing.at }, { is: 'move', at, whole })
      const under = ground.view.held === null ? movedFrom(ground, from) : null
      if (!under) return [{ is: 'drawing', from, to: point, clicks: false }, []]
      const moving = { is: 'moving', box: under.id, from, was: under, now: under } as const
      const [next] = dragged(ground, moving, { is: 'move', at, whole })
      return [next, under.id === ground.view.focus ? [] : [{ do: 'take', box: under.id }]]
    }
  }
}

function released(ground: Ground, doing: Doing, at: LocalPoint): Next {
  switch (doing.is) {
    case 'drawing': {
      if (doing.clicks) return [doing, []]
      const box = between(doing.from, doing.to, ground.picture, grain(ground.look.scale))
      const large = Math.min(box[2] - box[0], box[3] - box[1]) >= ground.question.least
      if (!large || ground.label === null) return [REST, []]
      return [
        REST,
        [{ do: 'send', gesture: { does: 'add', label: ground.label, shape: { box, rotation: 0 } } }],
      ]
    }
    case 'moving':
    case 'sizing':
    case 'turning':
      return [REST, [{ do: 'send', gesture: { does: 'shape', box: doing.box, shape: doing.now } }]]
    case 'pressed': {
      const point = toPicture(ground.look, at)
      if (ground.view.held !== null && !ground.readOnly)
        return [{ is: 'drawing', from: point, to: point, clicks: true }, []]
      const there = allUnder(ground, point)
      // Another click on the same place takes the next larger one.
      const had = there.findIndex(({ id }) => id === ground.view.focus)
      return [REST, [{ do: 'take', box: there[(had + 1) % Math.max(there.length, 1)]?.id ?? null }]]
    }
    default:
      return [REST, []]
  }
}

/** Boxes at a place that can be taken in hand, the smallest first. */
function allUnder({ boxes, view, look }: Ground, point: PicturePoint): Box[] {
  const [hidden, locked] = [new Set(view.hidden), new Set(view.locked)]
  const slip = SLIP / look.scale
  return boxes
    .filter((box) => {
      if (hidden.has(box.id) || locked.has(box.id)) return false
      const [left, top, right, bottom] = box.box
      return holds({ ...box, box: [left - slip, top - slip, right + slip, bottom + slip] }, point)
    })
    .sort((a, b) => widthOf(a) * heightOf(a) - widthOf(b) * heightOf(b))
}

/** What is moved from there: the one in hand before all others. */
function movedFrom(ground: Ground, point: PicturePoint): Box | null {
  const there = allUnder(ground, point)
  return there.find(({ id }) => id === ground.view.focus) ?? there[0] ?? null
}
