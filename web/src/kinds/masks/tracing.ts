/** The lines between the pixels of a mask and those around it. */
import type { Size } from '@/geometry/picture'
import { columnsOf, filled, NONE, union, type Turns } from './runs'

type Place = readonly [x: number, y: number]

export interface Traced {
  readonly ring: readonly Place[]
  /** Whether it goes round a hole. */
  readonly hole: boolean
}

/**
 * Closed lines along the borders of pixels. Every run of a column has an upper and a lower side; where two columns meet, the
 * ends of their sides are joined in pairs from the top down: between the two of a pair one column belongs and the other
 * does not. Pixels that touch at a corner only hang apart.
 */
export function traced(turns: Turns, height: number): Traced[] {
  const xs: number[] = []
  const ys: number[] = []
  for (const [x, from, to] of columnsOf(turns, height)) {
    xs.push(x, x)
    ys.push(from, to)
  }
  const next = new Int32Array(xs.length).fill(-1)
  const before = new Int32Array(xs.length).fill(-1)
  /** Joins the right ends of the sides [a, b) with the left ends of [b, c), both from the top down. */
  const join = (a: number, b: number, c: number) => {
    let [i, j] = [a, b]
    let open: number | null = null
    while (i < b || j < c) {
      const left = i < b && (j >= c || (ys[i] ?? 0) <= (ys[j] ?? 0))
      // Right ends are said as they are, left ends as their complement.
      const end = left ? i++ : ~j++
      if (open === null) open = end
      else {
        const other: number = open
        for (const [one, to] of [
          [other, end],
          [end, other],
        ] as const)
          if (one >= 0) next[one] = to
          else before[~one] = to
        open = null
      }
    }
  }
  let a = 0
  while (a < xs.length) {
    let b = a
    while (b < xs.length && xs[b] === xs[a]) b++
    let c = b
    while (c < xs.length && xs[c] === (xs[a] ?? 0) + 1) c++
    if (a === 0 || xs[a - 1] !== (xs[a] ?? 0) - 1) join(a, a, b)
    join(a, b, c)
    a = b
  }
  return loops(xs, ys, next, before)
}

function loops(xs: readonly number[], ys: readonly number[], next: Int32Array, before: Int32Array): Traced[] {
  const seen = new Uint8Array(xs.length)
  const found: Traced[] = []
  for (let start = 0; start < xs.length; start++) {
    if (seen[start]) continue
    const ring: Place[] = []
    let [side, goesRight] = [start, true]
    do {
      seen[side] = 1
      const [x, y] = [xs[side] ?? 0, ys[side] ?? 0]
      const at = goesRight ? x + 1 : x
      const to = (goesRight ? next[side] : before[side]) ?? 0
      const then = to >= 0 ? to : ~to
      // A line that goes straight on has no corner there.
      if (ys[then] !== y) ring.push([at, y], [at, ys[then] ?? 0])
      // A right end is left to the left, a left end to the right.
      ;[side, goesRight] = [then, to < 0]
    } while (side !== start || !goesRight)
    // The uppermost side of the first column is an upper one around what belongs, a lower one around a hole.
    found.push({ ring, hole: start % 2 === 1 })
  }
  return found
}

/** With all its holes filled. */
export function withoutHoles(turns: Turns, picture: Size): Turns {
  const all = traced(turns, picture.height)
  if (!all.some(({ hole }) => hole)) return turns
  return all.reduce((made, { ring, hole }) => (hole ? made : union(made, filled(ring, picture))), NONE)
}
