/** What a pointer does to points, whatever they make: outlines, lines or skeletons. */
import { grain, picturePoint, rounded, toPicture, type PicturePoint, type Viewport } from '@/geometry/picture'
import type { LocalPoint } from '@/geometry/frames'
import { within } from '@/geometry/rings'
import type { Ground, HandEffect } from '../regions/hand'
import type { Region, RegionQuestion } from '../regions/schema'
import type { RegionView } from '../regions/view'

type Looking = Pick<Ground<RegionQuestion, Region>, 'look' | 'picture'>

/** Where a point is set: in the picture, with no more digits than the eye can tell. */
export function spotOf({ look, picture }: Looking, point: PicturePoint): PicturePoint {
  const step = grain(look.scale)
  return within(picturePoint(rounded(point.x, step), rounded(point.y, step)), picture)
}

/** How far something was dragged. */
export function draggedBy(look: Viewport, from: PicturePoint, to: PicturePoint) {
  const by = (end: number, begin: number) => rounded(end - begin, grain(look.scale))
  return { right: by(to.x, from.x), down: by(to.y, from.y) }
}

/** Above the picture, with a point to place. */
export const reaching = ({ look, picture }: Looking, at: LocalPoint) =>
  ({ is: 'reaching', to: within(toPicture(look, at), picture) }) as const

export const panned = (from: LocalPoint, at: LocalPoint) =>
  ({ do: 'pan', right: at.x - from.x, down: at.y - from.y }) as const

/** Another view of the hand, as an effect of a pointer. */
export const looks = <V extends RegionView>(view: V) =>
  ({ do: 'view', view }) as const satisfies HandEffect<never, V>
