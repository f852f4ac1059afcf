/** How what stands beside regions looks, and how it behaves under a press. */
import type { CSSProperties } from 'react'

export const colored = (color: string) => ({ '--mark': color }) as CSSProperties

/** A press of the mouse on a button here leaves the focus where it is. */
export const keepFocus = (event: { preventDefault: () => void }) => {
  event.preventDefault()
}
