/** Keys that move a hand in a text or a picture. They reach it while it, or the place it lies in, has the focus. */
import { useEffect, useRef, type RefObject } from 'react'

/** `handle` says whether it took the key; then nobody else gets it. `chords`: keys with Ctrl and Alt are asked about, too. */
export function useStageKeys(
  stage: RefObject<HTMLElement | null>,
  enabled: boolean,
  handle: (event: KeyboardEvent) => boolean,
  chords = false,
): void {
  const latest = useRef(handle)
  useEffect(() => {
    latest.current = handle
  })
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      const element = stage.current
      if (!element || event.defaultPrevented || event.isComposing) return
      if (!chords && (event.altKey || event.ctrlKey || event.metaKey)) return
      if (!reaches(element, event.target instanceof Element ? event.target : null)) return
      if (!latest.current(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before everybody else: the page would scroll on arrows.
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
    }
  }, [chords, enabled, stage])
}

function reaches(stage: HTMLElement, target: Element | null): boolean {
  if (!target) return false
  if (stage.contains(target)) return true
  // A place that takes the focus for what lies in it, as the desk's material does; without a focus it is meant, too.
  const place = stage.closest('[tabindex="-1"]')
  return place !== null && (target === place || target === document.body)
}
