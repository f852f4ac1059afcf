/** What keys do to points, whatever they make: a cursor that sets them, the next one in hand, copies beside. */
import { picturePoint, type PicturePoint, type Size } from '@/geometry/picture'
import { cornerOf, within, type Corner } from '@/geometry/rings'
import { BESIDE, NUDGES, wayOf, type Press } from '../regions/keys'

/** How far an arrow moves a point; null: the key is no arrow. */
export function nudgeOf({ key, alt, shift }: Press): { right: number; down: number } | null {
  const way = wayOf(key)
  const by = NUDGES[alt || shift ? 1 : 0]
  return way ? { right: way[0] * by, down: way[1] * by } : null
}

/** The cursor of the keys there, on a whole pixel. */
export const cursorAt = (at: PicturePoint, picture: Size): Corner =>
  cornerOf(within(picturePoint(Math.round(at.x), Math.round(at.y)), picture))

/** A place moved, as far as the picture goes. */
export const movedPlace = (
  [x, y]: readonly [x: number, y: number, ...unknown[]],
  { right, down }: { right: number; down: number },
  picture: Size,
): PicturePoint => within(picturePoint(x + right, y + down), picture)

/** The next of so many, or the one before, round and round; from none the first or the last. */
export function stepRound(count: number, now: number, by: 1 | -1): number {
  if (now < 0) return by === 1 ? 0 : count - 1
  return (now + by + count) % count
}

/** What was copied, in the picture and beside what is there. */
export function besideOthers<S>(
  copied: S,
  moved: (shape: S, by: number) => S,
  taken: (shape: S) => boolean,
): S {
  // From a larger picture it may lie outside of this one.
  let shape = moved(copied, 0)
  for (let n = 0; n < 20 && taken(shape); n++) shape = moved(shape, BESIDE)
  return shape
}
