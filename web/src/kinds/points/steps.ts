/** Which changes of points are small steps, so that many in a row are one step of undo. */
import { tidy } from '@/geometry/turned'
import { isTyping } from '../markLabels'
import { NUDGES } from '../regions/keys'
import { onlyChange } from '../regions/reduce'
import type { Region } from '../regions/schema'

type Place = readonly [x: number, y: number, ...rest: unknown[]]

/** Whether all points, or one of them, were moved by one step of the keys. */
function isOneStep(from: readonly Place[], to: readonly Place[]): boolean {
  if (from.length !== to.length) return false
  const steps = to.map(
    ([x, y], n) => [tidy(x - (from[n]?.[0] ?? NaN)), tidy(y - (from[n]?.[1] ?? NaN))] as const,
  )
  const moved = steps.filter(([x, y]) => x !== 0 || y !== 0)
  const [first] = moved
  if (!first || (moved.length !== steps.length && moved.length !== 1)) return false
  const by = Math.abs(first[0]) + Math.abs(first[1])
  return NUDGES.some((step) => step === by) && moved.every(([x, y]) => x === first[0] && y === first[1])
}

/** Small steps by keys in a row are one step of undo, and so are the letters of a word. */
export function joined<R extends Region>(
  before: readonly R[] | undefined,
  after: readonly R[] | undefined,
  placesOf: (was: R, now: R) => readonly [from: readonly Place[], to: readonly Place[]] | null,
): boolean {
  const change = onlyChange(before, after)
  if (!change) return false
  const { was, now } = change
  if (now.label !== was.label) return false
  if (now.attributes !== was.attributes) return isTyping(was.attributes, now.attributes)
  const places = placesOf(was, now)
  return places !== null && isOneStep(...places)
}
