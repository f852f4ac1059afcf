import { Anchor } from '@mantine/core'
import { useState } from 'react'
import type { Me } from '@/api/types'
import { entrance as s } from '@/ui/strings/entrance'
import { EntranceForm, type Filled } from './EntranceForm'
import styles from './Frame.module.css'

interface NewOrMineProps {
  asks: ('organization' | 'name')[]
  button: string
  email?: string | null
  enter: (filled: Filled & { has_account: boolean }) => Promise<Me>
  onEntered?: () => void
}

/** Coming into an organization: with a new account, or with the one that somebody has, which its password proves. */
export function NewOrMine({ enter, ...rest }: NewOrMineProps) {
  const [mine, setMine] = useState(false)
  return (
    <>
      {mine && <p className={styles.lead}>{s.withMine}</p>}
      <EntranceForm {...rest} fresh={!mine} enter={(filled) => enter({ ...filled, has_account: mine })} />
      <p className={styles.foot}>
        <Anchor
          component="button"
          type="button"
          onClick={() => {
            setMine(!mine)
          }}
        >
          {mine ? s.withNew : s.useMine}
        </Anchor>
      </p>
    </>
  )
}
