import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that is always the same and does what the newest one does: what is given it need not be drawn again. */
export function useStable<Args extends unknown[], Result>(does: (...args: Args) => Result) {
  const latest = useRef(does)
  useLayoutEffect(() => {
    latest.current = does
  })
  return useCallback((...args: Args): Result => latest.current(...args), [])
}
