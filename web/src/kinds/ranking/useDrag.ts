/** Dragging an output by pointer, mouse or finger, to a place among the ranks. */
import { useRef, useState, type PointerEvent, type RefObject } from 'react'
import { pointerOf, type ScreenPoint } from '@/geometry/frames'

/** Where it would be laid: a rank of its own before a group, or in a tie with it. */
export type Target = { into: 'before' | 'tie'; group: number }

export interface Dragged {
  part: string
  target: Target | null
}

/** Pixels that the pointer moves before a press becomes a drag. */
const SLACK = 4

export function useDrag(
  list: RefObject<HTMLElement | null>,
  ties: boolean,
  drop: (part: string, target: Target) => void,
) {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const press = useRef<{ part: string; at: ScreenPoint } | null>(null)
  const stop = () => {
    press.current = null
    setDragged(null)
  }
  return {
    dragged,
    handle: (part: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        press.current = { part, at: pointerOf(event) }
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const from = press.current
        if (from === null) return
        const now = pointerOf(event)
        if (!dragged && Math.hypot(now.x - from.at.x, now.y - from.at.y) < SLACK) return
        const target = targetAt(list.current, part, now, ties)
        if (!dragged || !sameTarget(dragged.target, target)) setDragged({ part, target })
      },
      onPointerUp: () => {
        if (dragged?.target) drop(part, dragged.target)
        stop()
      },
      onPointerCancel: stop,
    }),
  }
}

function sameTarget(a: Target | null, b: Target | null): boolean {
  return a?.into === b?.into && a?.group === b?.group
}

/** The groups carry `data-group`; one that holds nothing but the dragged output is no place of its own. */
function targetAt(
  list: HTMLElement | null,
  part: string,
  { x, y }: ScreenPoint,
  ties: boolean,
): Target | null {
  if (!list) return null
  const frame = list.getBoundingClientRect()
  const out = 48
  if (x < frame.left - out || x > frame.right + out || y < frame.top - out || y > frame.bottom + out)
    return null
  const groups = [...list.querySelectorAll<HTMLElement>('[data-group]')].filter(
    (element) => element.dataset.group !== part,
  )
  for (const [group, element] of groups.entries()) {
    const { top, height } = element.getBoundingClientRect()
    const share = (y - top) / height
    if (ties && share >= 0.25 && share <= 0.75) return { into: 'tie', group }
    if (share < (ties ? 0.25 : 0.5)) return { into: 'before', group }
  }
  return { into: 'before', group: groups.length }
}
