import { CloseButton } from '@mantine/core'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import styles from './Dialog.module.css'
import { general } from './strings/general'

interface DialogProps {
  /** Its heading; without one the content has its own, and `label` names it. */
  title?: string
  label?: string
  /** Along the lower edge of the window, for narrow screens. */
  low?: boolean
  onClose: () => void
  children: ReactNode
}

/**
 * A dialog before the page, there as long as it is drawn. The browser keeps the focus in it and gives it back; it comes
 * and goes at once, because keys pressed while one fades away would be lost.
 */
export function Dialog({ title, label, low = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    // Closed before it is taken away: only so the focus goes back to where it was.
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-low={low || undefined}
      aria-label={title ?? label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        // Beside it: what lies in it is another element.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.content}>
        {title !== undefined && (
          <div className={styles.head}>
            <h2 className={styles.title}>{title}</h2>
            <CloseButton aria-label={general.close} onClick={onClose} />
          </div>
        )}
        {children}
      </div>
    </dialog>
  )
}
