/** Something long, of which the beginning stands there until somebody wants all of it. */
import { UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './Cut.module.css'
import { general as s } from './strings/general'

/** Pixels of height that stand in any case, and what more there must be to be worth a cut. */
const STANDS = 720
const WORTH = 160

/** All that are cut open and close together, so that they are compared at the same length; this browser remembers it. */
export function Cut({ children }: { children: ReactNode }) {
  const [whole, setWhole] = useLocalStorage<boolean>({
    key: 'goodwork-whole-outputs',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [long, setLong] = useState(false)
  const inside = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = inside.current
    if (!element) return
    const measure = () => {
      setLong(element.offsetHeight > STANDS + WORTH)
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => {
      watch.disconnect()
    }
  }, [])
  const cut = long && !whole
  return (
    <>
      <div
        className={styles.cut}
        data-cut={cut || undefined}
        style={cut ? { maxHeight: STANDS } : undefined}
        onFocus={() => {
          // What has the focus is seen.
          if (cut) setWhole(true)
        }}
      >
        <div ref={inside}>{children}</div>
      </div>
      {long && (
        <UnstyledButton
          className={styles.more}
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole)
          }}
        >
          {whole ? s.showLess : s.showAll}
        </UnstyledButton>
      )}
    </>
  )
}
