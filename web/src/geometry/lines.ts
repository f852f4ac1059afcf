/** Lines of a picture that end somewhere: rows of corners, joined one after another. */
import type { PicturePoint, Size } from './picture'
import type { Corner, Ring } from './rings'
import { movable, tidy, type Borders } from './turned'

/** The upright rectangle around corners. */
export function aroundLine(line: readonly Corner[]): Borders {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of line) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right, bottom]
}

/** All of a line so far to the right and down, as far as the picture goes. */
export function movedLine(line: Ring, right: number, down: number, picture: Size): Ring {
  const by = movable(aroundLine(line), { right, down }, picture)
  return line.map(([x, y]): Corner => [tidy(x + by.right), tidy(y + by.down)])
}

/** How far a place lies from the straight line between two others. */
export function fromSide(
  { x, y }: PicturePoint,
  [ax, ay]: readonly [x: number, y: number, ...unknown[]],
  [bx, by]: readonly [x: number, y: number, ...unknown[]],
): number {
  const [dx, dy] = [bx - ax, by - ay]
  const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1)
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}
