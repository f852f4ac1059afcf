/** How marks look, how what stands beside them behaves under a press, and which of many are listed. */
import type { CSSProperties } from 'react'

export const colored = (color: string) => ({ '--mark': color }) as CSSProperties

/** A press of the mouse on a button here leaves the focus, and the selection, where they are. */
export const keepFocus = (event: { preventDefault: () => void }) => {
  event.preventDefault()
}

/** More rows than this are asked for. */
const ROWS = 60

/** The rows of a long list around the mark in hand. */
export function rowsAround<M>(marks: readonly M[], inHand: M | null): readonly M[] {
  const at = inHand ? marks.indexOf(inHand) : 0
  const start = Math.max(0, Math.min(at - ROWS / 2, marks.length - ROWS))
  return marks.slice(start, start + ROWS)
}
