/** Named points of a skeleton, and what is done to them. */
import { picturePoint, type PicturePoint, type Size } from '@/geometry/picture'
import { movable, tidy, type Borders } from '@/geometry/turned'

/** 2 where it is visible, 1 where it is hidden, as COCO's files have it. */
export type Seen = 1 | 2
export type Placed = readonly [x: number, y: number, seen: Seen]
/** The points that are there, in the order of their ids. */
export type Points = Readonly<Record<string, Placed>>

export const placed = ({ x, y }: PicturePoint, seen: Seen): Placed => [tidy(x), tidy(y), seen]
export const pointOf = ([x, y]: Placed): PicturePoint => picturePoint(x, y)

const inOrder = (entries: [string, Placed][]): Points =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))

export const withPoint = (points: Points, id: string, at: Placed): Points =>
  inOrder(Object.entries({ ...points, [id]: at }))

export const withoutPoint = (points: Points, id: string): Points =>
  inOrder(Object.entries(points).filter(([one]) => one !== id))

/** The upright rectangle around all of them. */
export function aroundPoints(points: Points): Borders {
  const all = Object.values(points)
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** All of them so far to the right and down, as far as the picture goes. */
export function movedPoints(points: Points, right: number, down: number, picture: Size): Points {
  const by = movable(aroundPoints(points), { right, down }, picture)
  return Object.fromEntries(
    Object.entries(points).map(([id, [x, y, seen]]) => [
      id,
      placed(picturePoint(x + by.right, y + by.down), seen),
    ]),
  )
}
