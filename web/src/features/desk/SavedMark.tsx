import { IconAlertTriangle, IconCheck, IconDeviceFloppy, IconEyeOff } from '@tabler/icons-react'
import type { SavedMark as Mark } from '@/api/keeping/draft'
import { clock } from '@/ui/format'
import { desk as s } from '@/ui/strings/desk'
import styles from './SavedMark.module.css'

/** Says where the answers are: "saved" only when the server has them. */
export function SavedMark({ mark, correcting }: { mark: Mark | null; correcting: boolean }) {
  if (mark === null)
    return (
      <span className={styles.mark} data-is="practice">
        <IconEyeOff size={16} aria-hidden />
        <span className={styles.words}>{s.mark.practice}</span>
      </span>
    )
  const worrying = mark.is === 'nowhere' || mark.is === 'refused' || mark.is === 'conflict'
  const words = correcting
    ? s.mark.correction
    : mark.is === 'saved'
      ? s.mark.saved(clock(mark.at))
      : s.mark[mark.is]
  const Icon = worrying ? IconAlertTriangle : mark.is === 'saved' ? IconCheck : IconDeviceFloppy
  return (
    <span className={styles.mark} data-is={mark.is} data-testid="saved-mark">
      <Icon size={16} aria-hidden />
      <span className={styles.words} role="status">
        {words}
      </span>
    </span>
  )
}
