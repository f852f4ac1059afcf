import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { membershipCalls } from '@/api/memberships'
import { queries } from '@/api/queries'
import { Waiting } from '@/ui/LoadMore'
import { language } from '@/ui/locale'
import { entrance as s } from '@/ui/strings/entrance'
import { AskForLink } from './AskForLink'
import { EntranceForm } from './EntranceForm'
import { Frame } from './Frame'
import styles from './Frame.module.css'
import { NewOrMine } from './NewOrMine'

/** Sign in; where nobody has signed up yet, make the first organization; where it may be, make a further one. */
export function EntrancePage() {
  const setup = useQuery(queries.setup())
  const [wish, setWish] = useState<'in' | 'up' | 'back' | null>(null)
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (setup.isPending) return <Waiting />
  const byLink = setup.data?.sends_links ?? false
  const possible = byLink || (setup.data?.can_create_organization ?? false)
  const first = setup.data?.is_new ?? false
  const up = possible && (wish === null ? first : wish === 'up')
  const foot = (text: string, to: 'in' | 'up' | 'back') => (
    <p className={styles.foot}>
      <Anchor
        component="button"
        type="button"
        onClick={() => {
          setWish(to)
          setSentTo(null)
        }}
      >
        {text}
      </Anchor>
    </p>
  )
  if (up && sentTo !== null)
    return (
      <Frame title={s.linkSent} lead={s.linkSentLead(sentTo)}>
        {foot(s.back, 'in')}
      </Frame>
    )
  if (wish === 'back')
    return sentTo === null ? (
      <Frame title={s.askReset} lead={s.askResetLead}>
        <AskForLink ask={(email) => membershipCalls.askForReset({ email, language })} onSent={setSentTo} />
        {foot(s.toSignIn, 'in')}
      </Frame>
    ) : (
      <Frame title={s.linkSent} lead={s.resetSentLead(sentTo)}>
        {foot(s.toSignIn, 'in')}
      </Frame>
    )
  if (up && byLink)
    return (
      <Frame title={s.makeAnother} lead={s.askLink}>
        <AskForLink
          ask={(email) => membershipCalls.askForSignUpLink({ email, language })}
          onSent={setSentTo}
        />
        {foot(s.toSignIn, 'in')}
      </Frame>
    )
  if (up)
    return (
      <Frame title={first ? s.signUp : s.makeAnother} lead={first ? s.signUpLead : s.makeAnotherLead}>
        {first ? (
          <EntranceForm
            key="up"
            asks={['organization', 'name']}
            button={s.create}
            fresh
            enter={(filled) => calls.signUp({ ...filled, has_account: false })}
          />
        ) : (
          <NewOrMine
            asks={['organization', 'name']}
            button={s.create}
            enter={(filled) => calls.signUp(filled)}
          />
        )}
        {foot(s.toSignIn, 'in')}
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
      {setup.data?.resets_by_mail ? (
        foot(s.forgottenAsk, 'back')
      ) : (
        <p className={styles.foot}>{s.forgotten}</p>
      )}
      {possible && foot(s.makeAnother, 'up')}
    </Frame>
  )
}
