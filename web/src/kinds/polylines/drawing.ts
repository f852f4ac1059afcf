/** How a line comes about and changes, by pointer or by keys: its points set, put in and taken out. */
import type { Corner, Ring } from '@/geometry/rings'
import { tidy } from '@/geometry/turned'
import type { Gesture } from './reduce'
import { MOST_POINTS, wrongLine } from './schema'
import type { PolylineView, Refusal } from './view'

const isSame = (a: Corner | undefined, b: Corner | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** With one more point; where it can't be, with why. */
export function withPoint(view: PolylineView, point: Corner): PolylineView {
  if (isSame(view.path.at(-1), point)) return view
  if (view.path.length >= MOST_POINTS) return { ...view, refused: 'many' }
  return { ...view, path: [...view.path, point], undone: [], vertex: null, refused: null }
}

/** What ending the line comes to. */
export function ending(
  view: PolylineView,
  label: string | null,
): { gesture: Gesture } | { refused: Refusal } {
  const wrong = wrongLine(view.path)
  if (wrong || label === null) return { refused: wrong ?? 'few' }
  return { gesture: { does: 'add', label, points: view.path } }
}

/** The line with a point in the middle of the stretch that begins there. */
export function withMiddle(line: Ring, at: number): Ring {
  const [a, b] = [line[at], line[at + 1]]
  if (!a || !b) return line
  return line.toSpliced(at + 1, 0, [tidy((a[0] + b[0]) / 2), tidy((a[1] + b[1]) / 2)] as Corner)
}

/** The line without that point, and without one that then lies on the one before it. */
export const without = (line: Ring, at: number): Ring =>
  line.toSpliced(at, 1).filter((point, n, left) => n === 0 || !isSame(point, left[n - 1]))

export const withMoved = (line: Ring, at: number, to: Corner): Ring =>
  line.map((point, n) => (n === at ? to : point))
