/**
 * Points and boxes in two frames, as two types: the window, where pointers and the boxes of the page are, and an element of
 * the page, which things are drawn in. This is the only place where one becomes the other. CSS pixels in both.
 */

export interface ScreenPoint {
  readonly x: number
  readonly y: number
  readonly __frame: 'screen'
}

/** From the left upper corner of an element. */
export interface LocalPoint {
  readonly x: number
  readonly y: number
  readonly __frame: 'local'
}

export interface LocalBox extends LocalPoint {
  readonly width: number
  readonly height: number
}

/** Where an element lies in the window, as `getBoundingClientRect` says it. */
export type Frame = Pick<DOMRect, 'left' | 'top'>

export const screenPoint = (x: number, y: number) => ({ x, y }) as ScreenPoint

/** Where the pointer is. */
export const pointerOf = (event: { clientX: number; clientY: number }) =>
  screenPoint(event.clientX, event.clientY)

/** A point of the window as the element sees it. */
export const localPoint = (frame: Frame, { x, y }: ScreenPoint) =>
  ({ x: x - frame.left, y: y - frame.top }) as LocalPoint

/** A box of the window as the element sees it. */
export const localBox = (frame: Frame, box: Frame & { width: number; height: number }) =>
  ({
    ...localPoint(frame, screenPoint(box.left, box.top)),
    width: box.width,
    height: box.height,
  }) as LocalBox

/** So far to the right and down, in the same frame. */
export const shifted = <Point extends { readonly x: number; readonly y: number }>(
  point: Point,
  right: number,
  down: number,
): Point => ({ ...point, x: point.x + right, y: point.y + down })

/** Two boxes that touch on a line as one. */
export const widened = (box: LocalBox, by: number): LocalBox => ({ ...box, width: box.width + by })
