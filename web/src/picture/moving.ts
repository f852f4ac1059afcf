/** How pointers, the wheel, fingers and the space bar move a picture. */
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { localPoint, pointerOf, type LocalPoint } from '@/geometry/frames'

/** Whether the space bar is held over the picture, and nobody else wants it. */
export function useSpace(stage: RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    // Behind the desk, which may submit with it.
    const down = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.defaultPrevented || event.target !== stage.current) return
      event.preventDefault()
      setHeld(true)
    }
    const up = (event: KeyboardEvent) => {
      if (event.key === ' ') setHeld(false)
    }
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
    }
  }, [stage])
  return held
}

type Zoom = (factor: number, at?: LocalPoint) => void
type Pan = (right: number, down: number) => void

/** The wheel moves the picture; with Ctrl, and by pinching a touchpad, it zooms where the cursor is. */
export function useWheel(stage: RefObject<HTMLElement | null>, zoom: Zoom, pan: Pan): void {
  const latest = useRef({ zoom, pan })
  useEffect(() => {
    latest.current = { zoom, pan }
  })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const [right, down] = [event.deltaX * lines, event.deltaY * lines]
      if (event.ctrlKey || event.metaKey)
        latest.current.zoom(
          Math.exp(-Math.min(Math.max(down, -60), 60) / 200),
          localPoint(element.getBoundingClientRect(), pointerOf(event)),
        )
      else if (event.shiftKey && right === 0) latest.current.pan(-down, 0)
      else latest.current.pan(-right, -down)
    }
    // React listens passively, and the page would scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('wheel', onWheel)
    }
  }, [stage])
}

/** Two fingers move the picture and zoom; what one of them had begun is dropped. */
export function useFingers(zoom: Zoom, pan: Pan, drop: () => void) {
  const there = useRef(new Map<number, LocalPoint>())
  const pinches = useRef(false)
  return {
    down: ({ pointerId, pointerType }: PointerEvent, at: LocalPoint): boolean => {
      if (pointerType !== 'touch') return false
      there.current.set(pointerId, at)
      if (there.current.size < 2) return false
      pinches.current = true
      drop()
      return true
    },
    move: ({ pointerId }: PointerEvent, at: LocalPoint): boolean => {
      if (!pinches.current) return false
      const before = there.current.get(pointerId)
      const other = [...there.current].find(([id]) => id !== pointerId)?.[1]
      if (!before || !other) return true
      there.current.set(pointerId, at)
      const apart = (a: LocalPoint) => Math.hypot(a.x - other.x, a.y - other.y)
      pan((at.x - before.x) / 2, (at.y - before.y) / 2)
      zoom(apart(at) / Math.max(apart(before), 1), {
        ...at,
        x: (at.x + other.x) / 2,
        y: (at.y + other.y) / 2,
      })
      return true
    },
    up: ({ pointerId }: PointerEvent): boolean => {
      there.current.delete(pointerId)
      if (!pinches.current) return false
      if (there.current.size === 0) pinches.current = false
      return true
    },
  }
}
