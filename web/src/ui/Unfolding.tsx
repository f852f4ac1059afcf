import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import styles from './Unfolding.module.css'

/** What the button that unfolds it needs. */
export interface Opener {
  ref: RefObject<HTMLButtonElement | null>
  'aria-expanded': boolean
  'aria-controls': string | undefined
  onClick: () => void
}

interface UnfoldingProps {
  label: string
  /** Along which edge of the button it lies. */
  align?: 'start' | 'end'
  button: (opener: Opener) => ReactNode
  children: (close: () => void) => ReactNode
}

/** A small panel under its button; Escape folds it, and so does whatever happens beside it. Arrow keys go through it. */
export function Unfolding({ label, align = 'start', button, children }: UnfoldingProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  useEffect(() => {
    if (!open) return
    panel.current?.scrollIntoView({ block: 'nearest' })
    // A tap beside it moves no focus everywhere.
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => {
      document.removeEventListener('pointerdown', away)
    }
  }, [open])
  const press = (event: KeyboardEvent) => {
    if (!open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    // Radio buttons have arrow keys of their own.
    if (step === 0 || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const all = [...(panel.current?.querySelectorAll<HTMLElement>('a, button, input:checked') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div
      ref={place}
      className={styles.place}
      onKeyDown={press}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      {button({
        ref: opener,
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => {
          setOpen(!open)
        },
      })}
      {open && (
        <div id={id} ref={panel} className={styles.panel} role="group" aria-label={label} data-align={align}>
          {children(close)}
        </div>
      )}
    </div>
  )
}
