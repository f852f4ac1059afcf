/** What a pointer on a picture comes to, without a browser: boxes that are drawn, moved, sized and turned. */
import type { LocalPoint } from '@/geometry/frames'
import { grain, toPicture, type PicturePoint } from '@/geometry/picture'
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
import * as regions from '../regions/hand'
import type { HandEvent } from '../regions/hand'
import type { Gesture } from './reduce'
import type { Box, BoxesQuestion } from './schema'

export type Ground = regions.Ground<BoxesQuestion, Box>

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

type Next = regions.Next<Doing, Gesture>

/** Degrees at a time, and with Shift. */
const TURNS = [1, 15] as const

export function hand(ground: Ground, doing: Doing, event: HandEvent): Next {
  switch (event.is) {
    case 'drop':
      return [REST, []]
    case 'twice':
    case 'gone':
      return [doing, []]
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
  const box = ground.regions.find(({ id }) => id === ground.view.focus)
  if (on !== null && box && !ground.readOnly) {
    const shapes = { box: box.id, was: box, now: box }
    return [
      on === 'turn' ? { is: 'turning', ...shapes } : { is: 'sizing', handle: handleOf(on), ...shapes },
      [],
    ]
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
      if (!regions.slipped(at, doing.at)) return [doing, []]
      const from = toPicture(look, doing.at)
      if (ground.readOnly) return dragged(ground, { is: 'panning', at: doing.at }, { is: 'move', at, whole })
      const under =
        ground.view.held === null ? regions.inHandOf(allUnder(ground, from), ground.view.focus) : null
      if (!under) return [{ is: 'drawing', from, to: point, clicks: false }, []]
      const moving = { is: 'moving', box: under.id, from, was: under, now: under } as const
      const [next] = dragged(ground, moving, { is: 'move', at, whole })
      return [next, under.id === ground.view.focus ? [] : [{ do: 'take', region: under.id }]]
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
      return [REST, [{ do: 'send', gesture: { does: 'shape', region: doing.box, shape: doing.now } }]]
    case 'pressed': {
      const point = toPicture(ground.look, at)
      if (ground.view.held !== null && !ground.readOnly)
        return [{ is: 'drawing', from: point, to: point, clicks: true }, []]
      const region = regions.nextUnder(allUnder(ground, point), ground.view.focus)
      return [REST, [{ do: 'take', region }]]
    }
    default:
      return [REST, []]
  }
}

/** Boxes at a place that can be taken in hand, the smallest first. */
function allUnder(ground: Ground, point: PicturePoint): Box[] {
  const caught = (box: Box, slip: number) => {
    const [left, top, right, bottom] = box.box
    return holds({ ...box, box: [left - slip, top - slip, right + slip, bottom + slip] }, point)
  }
  return regions.allUnder(ground, caught, (box) => widthOf(box) * heightOf(box))
}

/** The handle of this name: where it lies, across and down. */
function handleOf(name: string): Handle {
  const [x, y] = name.split(' ').map(Number)
  return { x: (x ?? 0) as Handle['x'], y: (y ?? 0) as Handle['y'] }
}
