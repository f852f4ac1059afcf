/** What a page knows of a text that it shows: which of its blocks are seen, and when they are laid out anew. */
import { useEffect, useState, type RefObject } from 'react'

/** The blocks that are seen or nearly so; only they are drawn over. */
export function useNear(stage: RefObject<HTMLElement | null>, count: number): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0, 1, 2]))
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => {
        setNear((before) => {
          const now = new Set(before)
          for (const { target, isIntersecting } of entries) {
            const n = Number((target as HTMLElement).dataset.block)
            if (isIntersecting) now.add(n)
            else now.delete(n)
          }
          return now
        })
      },
      { rootMargin: '400px 0px' },
    )
    for (const block of element.querySelectorAll('[data-block]')) observer.observe(block)
    return () => {
      observer.disconnect()
    }
  }, [count, stage])
  return near
}

/** A number that changes when the text is laid out anew. */
export function useSize(stage: RefObject<HTMLElement | null>): number {
  const [size, setSize] = useState(0)
  useEffect(() => {
    const element = stage.current
    if (!element) return
    let [width, height] = [element.clientWidth, element.clientHeight]
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width && element.clientHeight === height) return
      ;[width, height] = [element.clientWidth, element.clientHeight]
      setSize((n) => n + 1)
    })
    observer.observe(element)
    let gone = false
    void document.fonts.ready.then(() => {
      if (!gone) setSize((n) => n + 1)
    })
    return () => {
      gone = true
      observer.disconnect()
    }
  }, [stage])
  return size
}
