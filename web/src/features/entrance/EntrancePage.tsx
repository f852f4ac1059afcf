import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { Waiting } from '@/ui/LoadMore'
import { entrance as s } from '@/ui/strings/entrance'
import { EntranceForm } from './EntranceForm'
import { Frame } from './Frame'
import styles from './Frame.module.css'

/** Sign in; where nobody has signed up yet, make the first organization; where it may be, make a further one. */
export function EntrancePage() {
  const setup = useQuery(queries.setup())
  const [wish, setWish] = useState<'in' | 'up' | null>(null)
  if (setup.isPending) return <Waiting />
  const possible = setup.data?.can_create_organization ?? false
  const first = setup.data?.is_new ?? false
  const up = possible && (wish === null ? first : wish === 'up')
  if (up)
    return (
      <Frame title={first ? s.signUp : s.makeAnother} lead={first ? s.signUpLead : s.makeAnotherLead}>
        <EntranceForm
          key="up"
          asks={['organization', 'name']}
          button={s.create}
          fresh
          enter={(filled) => calls.signUp(filled)}
        />
        <p className={styles.foot}>
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              setWish('in')
            }}
          >
            {s.haveAccount}
          </Anchor>
        </p>
      </Frame>
    )
  return (
    <Frame title={s.signIn} lead={s.signInLead}>
      <EntranceForm
        key="in"
        asks={[]}
        button={s.signIn}
        fresh={false}
        enter={({ email, password }) => calls.signIn({ email, password })}
      />
      <p className={styles.foot}>{s.forgotten}</p>
      {possible && (
        <p className={styles.foot}>
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              setWish('up')
            }}
          >
            {s.makeAnother}
          </Anchor>
        </p>
      )}
    </Frame>
  )
}
