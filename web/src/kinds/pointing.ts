import { useMemo, useRef, type RefObject } from 'react'

/** Whether a pointer is at work right now: the focus that a click gives comes after what the click did. */
export function usePointing(): {
  pointing: RefObject<boolean>
  watch: { onPointerDownCapture: () => void; onClick: () => void }
} {
  const pointing = useRef(false)
  const watch = useMemo(
    () => ({
      onPointerDownCapture: () => {
        pointing.current = true
      },
      onClick: () => {
        setTimeout(() => {
          pointing.current = false
        })
      },
    }),
    [],
  )
  return { pointing, watch }
}
