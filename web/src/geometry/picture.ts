/**
 * Points of a picture as a type of their own: pixels of the picture as it is shown, upright, from its left upper corner.
 * A viewport says where in an element it is drawn, and how large; this is the only place where one becomes the other.
 */
import type { LocalPoint } from './frames'

export interface PicturePoint {
  readonly x: number
  readonly y: number
  readonly __frame: 'picture'
}

/** Width and height, in pixels of the picture or of the element. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Where the corner of the picture lies in the element, and CSS pixels for each pixel of the picture. */
export interface Viewport {
  readonly scale: number
  readonly left: number
  readonly top: number
}

export const picturePoint = (x: number, y: number) => ({ x, y }) as PicturePoint

const local = (x: number, y: number) => ({ x, y }) as LocalPoint

export const toPicture = ({ scale, left, top }: Viewport, { x, y }: LocalPoint): PicturePoint =>
  picturePoint((x - left) / scale, (y - top) / scale)

export const toLocal = ({ scale, left, top }: Viewport, { x, y }: PicturePoint): LocalPoint =>
  local(x * scale + left, y * scale + top)

/** The middle of an element. */
export const middleOf = ({ width, height }: Size): LocalPoint => local(width / 2, height / 2)

/** The whole picture in the middle of the element, as large as it fits; small ones three times as large at most. */
export function fitted(picture: Size, element: Size): Viewport {
  const room = 16
  const scale = Math.min(
    3,
    Math.max(1, element.width - room) / picture.width,
    Math.max(1, element.height - room) / picture.height,
  )
  return centred(picture, element, scale)
}

/** The picture in the middle of the element, so large. */
export function centred(picture: Size, element: Size, scale: number): Viewport {
  return {
    scale,
    left: (element.width - picture.width * scale) / 2,
    top: (element.height - picture.height * scale) / 2,
  }
}

/** CSS pixels that a pixel of the picture takes at most. */
const LARGEST = 40

/** Nearer or farther, so that what is at this place stays there. */
export function zoomed(
  view: Viewport,
  at: LocalPoint,
  factor: number,
  picture: Size,
  element: Size,
): Viewport {
  const least = Math.min(fitted(picture, element).scale / 2, 0.5)
  const scale = Math.min(Math.max(view.scale * factor, least), LARGEST)
  const by = scale / view.scale
  return kept(
    { scale, left: at.x - (at.x - view.left) * by, top: at.y - (at.y - view.top) * by },
    picture,
    element,
  )
}

export const panned = (view: Viewport, right: number, down: number, picture: Size, element: Size): Viewport =>
  kept({ ...view, left: view.left + right, top: view.top + down }, picture, element)

/** So that a piece of the picture is always in sight. */
function kept(view: Viewport, picture: Size, element: Size): Viewport {
  const piece = 48
  const within = (at: number, length: number, room: number) =>
    Math.min(Math.max(at, piece - length * view.scale), room - piece)
  return {
    scale: view.scale,
    left: within(view.left, picture.width, element.width),
    top: within(view.top, picture.height, element.height),
  }
}

/** The step to which a place is rounded that a hand points at: no finer than the screen shows it. */
export function grain(scale: number): number {
  return scale <= 3 ? 1 : scale <= 10 ? 0.1 : 0.01
}

/** Rounded to a step, without digits that no step has. */
export const rounded = (value: number, step: number): number =>
  // Divided, since tenths and hundredths can't be multiplied without a rest.
  Math.round(value / step) / Math.round(1 / step)
