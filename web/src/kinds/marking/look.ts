/** How marks look, and how what stands beside them behaves under a press. */
import type { CSSProperties } from 'react'

export const colored = (color: string) => ({ '--mark': color }) as CSSProperties

/** A press of the mouse on a button here leaves the focus, and the selection, where they are. */
export const keepFocus = (event: { preventDefault: () => void }) => {
  event.preventDefault()
}
