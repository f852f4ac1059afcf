/** Outlines of a picture: rings of points, in parts with holes. Twin of geometry/outlines.py and geometry/polygons.py. */
import { picturePoint, type PicturePoint, type Size } from './picture'
import { movable, tidy, type Borders } from './turned'

/** A point of a picture as answers hold it: x and y in its pixels. */
export type Corner = readonly [x: number, y: number] & { readonly __frame?: 'picture' }
/** The last corner is joined to the first one. */
export type Ring = readonly Corner[]
/** The outer ring, then the holes in it. */
export type Part = readonly Ring[]

export const cornerOf = ({ x, y }: PicturePoint): Corner => [tidy(x), tidy(y)]
export const pointOf = ([x, y]: Corner): PicturePoint => picturePoint(x, y)

/** Twice the area that a ring goes around; more than 0 when it does so clockwise as seen. */
function twice(ring: Ring): number {
  const [first] = ring
  if (!first) return 0
  let sum = 0
  // From the first corner, so that no digits are lost far from the origin.
  ring.forEach(([x, y], n) => {
    const [nextX, nextY] = ring[(n + 1) % ring.length] ?? first
    sum += (x - first[0]) * (nextY - first[1]) - (nextX - first[0]) * (y - first[1])
  })
  return sum
}

export const areaOf = (parts: readonly Part[]): number =>
  parts.reduce(
    (sum, [outer, ...holes]) =>
      sum +
      Math.abs(twice(outer ?? [])) / 2 -
      holes.reduce((less, hole) => less + Math.abs(twice(hole)) / 2, 0),
    0,
  )

/** The upright rectangle around all parts. */
export function aroundAll(parts: readonly Part[]): Borders {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [outer] of parts)
    for (const [x, y] of outer ?? []) {
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  return [left, top, right, bottom]
}

export const pointsIn = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + part.reduce((n, ring) => n + ring.length, 0), 0)

/** Whether a ray from a point crosses the ring an odd number of times. */
export function inRing(ring: Ring, { x, y }: { x: number; y: number }): boolean {
  let inside = false
  for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
    const [ax, ay] = ring[m] as Corner
    const [bx, by] = ring[n] as Corner
    if (ay <= y !== by <= y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x) inside = !inside
  }
  return inside
}

export const holdsPoint = (parts: readonly Part[], point: PicturePoint): boolean =>
  parts.some(([outer, ...holes]) => inRing(outer ?? [], point) && !holes.some((hole) => inRing(hole, point)))

const sideOf = (a: Corner, b: Corner, [x, y]: Corner) =>
  Math.sign((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]))

/** Whether two sides have a point in common. */
export function sidesMeet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  for (const axis of [0, 1] as const)
    if (
      Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis]) ||
      Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis])
    )
      return false
  return sideOf(a, b, c) * sideOf(a, b, d) <= 0 && sideOf(c, d, a) * sideOf(c, d, b) <= 0
}

/** Whether the way from b to c runs back over the way from a to b. */
function runsBack(a: Corner, b: Corner, c: Corner): boolean {
  const [x, y] = [b[0] - a[0], b[1] - a[1]]
  const [toX, toY] = [c[0] - b[0], c[1] - b[1]]
  return x * toY - y * toX === 0 && x * toX + y * toY < 0
}

export function crossesItself(ring: Ring): boolean {
  const n = ring.length
  const at = (k: number) => ring[(k + n) % n] as Corner
  for (let i = 0; i < n; i++) {
    if (runsBack(at(i - 1), at(i), at(i + 1))) return true
    for (let j = i + 2; j < n; j++)
      if ((i > 0 || j < n - 1) && sidesMeet(at(i), at(i + 1), at(j), at(j + 1))) return true
  }
  return false
}

/** Whether a next corner of an open line would make it cross itself; `closes`: back to its first corner. */
export function wouldCross(line: Ring, next: Corner, closes = false): boolean {
  const last = line.at(-1)
  const before = line.at(-2)
  if (!last) return false
  if (before && runsBack(before, last, next)) return true
  for (let n = closes ? 1 : 0; n < line.length - 2; n++)
    if (sidesMeet(line[n] as Corner, line[n + 1] as Corner, last, next)) return true
  const [first, second] = line
  return closes && first !== undefined && second !== undefined && runsBack(last, first, second)
}

function ringsMeet(a: Ring, b: Ring): boolean {
  return a.some((from, i) =>
    b.some((start, j) =>
      sidesMeet(from, a[(i + 1) % a.length] ?? from, start, b[(j + 1) % b.length] ?? start),
    ),
  )
}

/** What is wrong with a part: no area, sides that meet, a hole that does not lie inside of it and apart. */
export function wrongIn([outer = [], ...holes]: Part): 'flat' | 'crosses' | 'hole' | null {
  const rings = [outer, ...holes]
  if (rings.some((ring) => ring.length < 3 || twice(ring) === 0)) return 'flat'
  if (rings.some(crossesItself)) return 'crosses'
  const apart = holes.every((hole, n) => {
    const begin = pointOf(hole[0] as Corner)
    return (
      inRing(outer, begin) &&
      !ringsMeet(outer, hole) &&
      !holes.some((other, m) => m !== n && (inRing(other, begin) || ringsMeet(other, hole)))
    )
  })
  return apart ? null : 'hole'
}

/** All parts so far to the right and down, as far as the picture goes. */
export function movedParts(
  parts: readonly Part[],
  right: number,
  down: number,
  picture: Size,
): readonly Part[] {
  const by = movable(aroundAll(parts), { right, down }, picture)
  return parts.map((part) =>
    part.map((ring) => ring.map(([x, y]): Corner => [tidy(x + by.right), tidy(y + by.down)])),
  )
}

/** Where a ring of an outline is, and a corner of it. */
export interface At {
  readonly part: number
  readonly ring: number
  readonly corner: number
}

export const ringAt = (parts: readonly Part[], { part, ring }: Pick<At, 'part' | 'ring'>): Ring =>
  parts[part]?.[ring] ?? []

export const cornerAt = (parts: readonly Part[], at: At): Corner | undefined => ringAt(parts, at)[at.corner]

/** The parts with another ring there. */
export function withRing(
  parts: readonly Part[],
  { part, ring }: Pick<At, 'part' | 'ring'>,
  made: Ring,
): readonly Part[] {
  return parts.map((rings, n) => (n === part ? rings.map((one, m) => (m === ring ? made : one)) : rings))
}

/** The parts without that ring; without an outer ring its holes are gone, too. */
export function withoutRing(
  parts: readonly Part[],
  { part, ring }: Pick<At, 'part' | 'ring'>,
): readonly Part[] {
  if (ring === 0) return parts.filter((_, n) => n !== part)
  return parts.map((rings, n) => (n === part ? rings.filter((_, m) => m !== ring) : rings))
}

/** A point of the picture that is nearest to this one. */
export const within = ({ x, y }: PicturePoint, { width, height }: Size): PicturePoint =>
  picturePoint(Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height))
