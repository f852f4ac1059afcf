/** What keys do to regions of any shape, without a browser; keys of labels are the desk's. */
import type { PicturePoint, Size } from '@/geometry/picture'
import { keysOf } from '../labels'
import type { RegionGesture } from './reduce'
import type { Region, RegionQuestion } from './schema'
import { toggled, type RegionView } from './view'

export interface Press {
  key: string
  ctrl: boolean
  shift: boolean
  alt: boolean
}

export interface KeyGround<Q extends RegionQuestion, R extends Region, V extends RegionView = RegionView> {
  question: Q
  regions: readonly R[]
  view: V
  label: string | null
  picture: Size
  /** What is in sight: its centre, and half of its width and height, in pixels of the picture. */
  sight: { centre: PicturePoint; halfWidth: number; halfHeight: number }
  copied: R | null
  readOnly: boolean
}

export type Move<R, G, V = RegionView> =
  | { do: 'send'; gesture: G }
  | { do: 'view'; view: V }
  | { do: 'copy'; region: R }
  | { do: 'zoom'; factor: number }
  | { do: 'pan'; right: number; down: number }
  | { do: 'reveal'; point: PicturePoint }
  | { do: 'fit' | 'original' | 'cross' | 'drop' }

/** Pixels by which keys move things, and with Alt. */
export const NUDGES = [1, 10] as const
/** Pixels by which a copy lies beside what it was copied from. */
export const BESIDE = 10
/** CSS pixels that an arrow moves the picture by. */
const PAN = 60

const WAYS: Record<string, readonly [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export const wayOf = (key: string) => WAYS[key]

export const inHand = <R extends Region>(regions: readonly R[], { focus }: RegionView): R | null =>
  regions.find(({ id }) => id === focus) ?? null

export const isLabelKey = (question: RegionQuestion, { key, shift }: Press): boolean =>
  !shift && keysOf(question.labels).includes(key)

/** What a key does whatever is marked; null: it is somebody else's. `drawing`: something is being drawn. */
export function regionKeys<R extends Region, V extends RegionView>(
  ground: KeyGround<RegionQuestion, R, V>,
  press: Press,
  drawing: boolean,
  centreOf: (region: R) => PicturePoint,
): Move<R, RegionGesture, V>[] | null {
  const { question, regions, view, readOnly } = ground
  const region = inHand(regions, view)
  const { key, ctrl, shift, alt } = press
  if (ctrl) return key.toLowerCase() === 'c' && region && !alt ? [{ do: 'copy', region }] : null
  const way = wayOf(key)
  if (way) return shift ? [] : [{ do: 'pan', right: -way[0] * PAN, down: -way[1] * PAN }]
  if (alt || isLabelKey(question, press)) return null
  const look = (changed: V) => ({ do: 'view', view: changed }) as const
  switch (key) {
    case 'Tab': {
      // Behind the last one the focus goes on.
      const by = shift ? -1 : 1
      const at = regions.findIndex(({ id }) => id === view.focus)
      const next = regions[at < 0 ? (by === 1 ? 0 : regions.length - 1) : at + by]
      return next ? [look({ ...view, focus: next.id }), { do: 'reveal', point: centreOf(next) }] : null
    }
    case 'Delete':
    case 'Backspace':
      if (!region) return null
      return readOnly ? [] : [{ do: 'send', gesture: { does: 'remove', region: region.id } }]
    case 'Escape':
      // One thing after the other is let go of.
      if (drawing) return [{ do: 'drop' }]
      if (region) return [look({ ...view, focus: null })]
      return view.held === null ? null : [look({ ...view, held: null })]
    case '+':
    case '=':
      return [{ do: 'zoom', factor: 1.25 }]
    case '_':
      return [{ do: 'zoom', factor: 1 / 1.25 }]
    case 'd':
      return readOnly ? [] : [look({ ...view, focus: null, held: ground.label })]
    case 'v':
      return [look({ ...view, held: null })]
    case 'h':
      return region ? [look({ ...toggled(view, 'hidden', region.id), focus: null })] : []
    case 'l':
      return region ? [look(toggled(view, 'locked', region.id))] : []
    case 'f':
      return [{ do: 'fit' }]
    case 'o':
      return [{ do: 'original' }]
    case 'c':
      return [{ do: 'cross' }]
    default:
      return null
  }
}
