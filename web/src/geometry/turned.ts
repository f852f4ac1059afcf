/** Rectangles of a picture that may be turned about their centre, clockwise as seen: y runs down. */
import { picturePoint, rounded, type PicturePoint, type Size } from './picture'

/** Left, top, right and bottom border, before it is turned. */
export type Borders = readonly [left: number, top: number, right: number, bottom: number]

export interface Turned {
  readonly box: Borders
  /** Degrees, from 0 up to 360. */
  readonly rotation: number
}

/** A border or a corner, as seen from the centre of the box before it is turned. */
export interface Handle {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
]

export const widthOf = ({ box }: Turned) => box[2] - box[0]
export const heightOf = ({ box }: Turned) => box[3] - box[1]

export const centreOf = ({ box }: Turned): PicturePoint =>
  picturePoint((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

function about(centre: PicturePoint, { x, y }: PicturePoint, degrees: number): PicturePoint {
  if (degrees === 0) return picturePoint(x, y)
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [right, down] = [x - centre.x, y - centre.y]
  return picturePoint(centre.x + right * cos - down * sin, centre.y + right * sin + down * cos)
}

/** The place of a handle, where the box is turned to. */
export function handleAt(shape: Turned, { x, y }: Handle): PicturePoint {
  const centre = centreOf(shape)
  const at = picturePoint(centre.x + (x * widthOf(shape)) / 2, centre.y + (y * heightOf(shape)) / 2)
  return about(centre, at, shape.rotation)
}

/** Corners from the left upper one, clockwise. */
export const cornersOf = (shape: Turned): PicturePoint[] =>
  HANDLES.filter(({ x, y }) => x !== 0 && y !== 0).map((handle) => handleAt(shape, handle))

/** The upright rectangle around it. */
export function around(shape: Turned): Borders {
  if (shape.rotation === 0) return shape.box
  const corners = cornersOf(shape)
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

export function holds(shape: Turned, point: PicturePoint): boolean {
  const { x, y } = about(centreOf(shape), point, -shape.rotation)
  const [left, top, right, bottom] = shape.box
  return left <= x && x <= right && top <= y && y <= bottom
}

/** The rectangle between two corners, cut to the picture. */
export function between(a: PicturePoint, b: PicturePoint, picture: Size, step: number): Borders {
  const cut = (value: number, most: number) => Math.min(Math.max(rounded(value, step), 0), most)
  const [x0, x1] = [cut(a.x, picture.width), cut(b.x, picture.width)]
  const [y0, y1] = [cut(a.y, picture.height), cut(b.y, picture.height)]
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
}

/** So far to the right and down, as far as the picture goes. */
export function moved(shape: Turned, right: number, down: number, picture: Size, step: number): Turned {
  const [x0, y0, x1, y1] = shape.box
  // An upright box stays inside; of a turned one its centre does.
  const [left, top, end, foot] =
    shape.rotation === 0 ? [x0, y0, x1, y1] : [(x0 + x1) / 2, (y0 + y1) / 2, (x0 + x1) / 2, (y0 + y1) / 2]
  const dx = Math.min(Math.max(rounded(right, step), -left), picture.width - end)
  const dy = Math.min(Math.max(rounded(down, step), -top), picture.height - foot)
  return { ...shape, box: [tidy(x0 + dx), tidy(y0 + dy), tidy(x1 + dx), tidy(y1 + dy)] }
}

/** With the border or corner of this handle at a place; what lies opposite stays where it is. */
export function resized(
  shape: Turned,
  handle: Handle,
  to: PicturePoint,
  picture: Size,
  step: number,
): Turned {
  const centre = centreOf(shape)
  const { x, y } = about(centre, to, -shape.rotation)
  const [left, top, right, bottom] = shape.box
  const along = (way: -1 | 0 | 1, at: number, from: number, end: number, most: number): [number, number] => {
    if (way === 0) return [from, end]
    const inside = shape.rotation === 0 ? Math.min(Math.max(at, 0), most) : at
    const here = rounded(inside, step)
    const other = way === 1 ? from : end
    return here < other ? [here, other] : [other, here]
  }
  const [x0, x1] = along(handle.x, x, left, right, picture.width)
  const [y0, y1] = along(handle.y, y, top, bottom, picture.height)
  if (shape.rotation === 0) return { ...shape, box: [x0, y0, x1, y1] }
  // The new centre lies turned about the old one.
  const now = about(centre, picturePoint((x0 + x1) / 2, (y0 + y1) / 2), shape.rotation)
  const [halfWidth, halfHeight] = [(x1 - x0) / 2, (y1 - y0) / 2]
  return {
    ...shape,
    box: [
      tidy(now.x - halfWidth),
      tidy(now.y - halfHeight),
      tidy(now.x + halfWidth),
      tidy(now.y + halfHeight),
    ],
  }
}

/** Turned so that its upper side looks to a place; `step` degrees at a time. */
export function turnedTo(shape: Turned, to: PicturePoint, step: number): Turned {
  const centre = centreOf(shape)
  const angle = (Math.atan2(to.x - centre.x, centre.y - to.y) * 180) / Math.PI
  return { ...shape, rotation: degrees(rounded(angle, step)) }
}

/** Degrees from 0 up to 360. */
export const degrees = (angle: number): number => tidy(((angle % 360) + 360) % 360) % 360

/** Hundredths of a pixel, without the dust of sums. */
export const tidy = (value: number): number => Math.round(value * 100) / 100 + 0

/** How far something with these borders can be moved of what it should be, so that it stays in the picture. */
export function movable(
  [left, top, right, bottom]: Borders,
  by: { right: number; down: number },
  picture: Size,
): { right: number; down: number } {
  return {
    right: tidy(Math.min(Math.max(by.right, -left), picture.width - right)),
    down: tidy(Math.min(Math.max(by.down, -top), picture.height - bottom)),
  }
}

/** The middle of borders. */
export const middleOfBorders = ([left, top, right, bottom]: Borders): PicturePoint =>
  picturePoint((left + right) / 2, (top + bottom) / 2)
