import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { organizingQueries } from '@/api/organizing'
import { useMe } from '@/api/session'
import { LinkButton } from '@/ui/LinkButton'
import { useNotice } from '@/ui/Notices'
import { Page, Panel } from '@/ui/Page'
import { PasswordField } from '@/ui/PasswordField'
import { TroubleNote } from '@/ui/Trouble'
import { account as s } from '@/ui/strings/account'
import { organization } from '@/ui/strings/organization'
import { restrictions } from '@/ui/strings/restrictions'
import { Choices } from './Choices'
import { Language } from './Language'
import { Organizations } from './Organizations'
import { OwnLimits } from './OwnLimits'
import { Digest } from './Digest'
import { OwnData } from './OwnData'
import { Sessions } from './Sessions'
import { Tokens } from './Tokens'

export function AccountPage() {
  const me = useMe()
  const works = me.role !== 'applicant'
  return (
    <Page
      title={me.name}
      lead={`${me.email} · ${s.role(organization.roles[me.role], me.organization)}`}
      narrow
    >
      <Organizations />
      <Language />
      {works && (
        <>
          <OwnLimits />
          <Choices />
          <Digest />
        </>
      )}
      <Panel title={restrictions.title} note={restrictions.lead}>
        <LinkButton to="/me/restrictions" variant="default">
          {restrictions.all}
        </LinkButton>
      </Panel>
      <OwnData />
      <Password />
      <Sessions />
      {works && <Tokens />}
    </Page>
  )
}

function Password() {
  const notice = useNotice()
  const client = useQueryClient()
  const [filled, setFilled] = useState({ current: '', next: '' })
  const change = useMutation({
    mutationFn: () => calls.changePassword(filled.current, filled.next),
    onSuccess: () => {
      setFilled({ current: '', next: '' })
      notice({ text: s.changed })
      void client.invalidateQueries({ queryKey: organizingQueries.tokens().queryKey })
      void client.invalidateQueries({ queryKey: organizingQueries.sessions().queryKey })
    },
  })
  return (
    <Panel title={s.password} note={s.passwordNote}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <Stack gap="md" maw={360}>
          <PasswordField
            label={s.current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={filled.current}
            maxLength={200}
            onChange={(event) => {
              setFilled({ ...filled, current: event.currentTarget.value })
            }}
          />
          <PasswordField
            label={s.next}
            description={s.nextHint}
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={filled.next}
            minLength={10}
            maxLength={200}
            onChange={(event) => {
              setFilled({ ...filled, next: event.currentTarget.value })
            }}
          />
          {change.error && <TroubleNote error={change.error} />}
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {s.change}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
