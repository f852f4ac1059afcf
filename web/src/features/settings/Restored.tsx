import { Button } from '@mantine/core'
import type { Typed } from '@/api/keeping/typed'
import { settings as s } from '@/ui/strings/settings'
import styles from './Settings.module.css'

/** Says that what was typed before is here again, and takes it away for who does not want it. */
export function Restored({ typed }: { typed: Pick<Typed<never>, 'restored' | 'discard'> }) {
  if (typed.restored === 'no') return null
  return (
    <div className={styles.restored} role="status">
      <span>{typed.restored === 'stale' ? s.restoredStale : s.restored}</span>
      <Button size="compact-sm" variant="default" onClick={typed.discard}>
        {s.discard}
      </Button>
    </div>
  )
}
