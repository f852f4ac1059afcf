import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { Wordmark } from '@/ui/Wordmark'
import { app as s } from '@/ui/strings/app'
import styles from './Shell.module.css'

interface MenuProps {
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** The links of the frame on a narrow screen. */
export function PhoneMenu({ open, onClose, children }: MenuProps) {
  return (
    <Drawer opened={open} onClose={onClose} size="xs" position="right" title={<Wordmark />}>
      <nav className={styles.drawer} aria-label={s.menu}>
        {children}
      </nav>
    </Drawer>
  )
}
