import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { setCsrf } from '@/api/http'
import { membershipCalls, useGoTo } from '@/api/memberships'
import { queries } from '@/api/queries'
import { enterAs, isInSeveral, useMe } from '@/api/session'
import { Dialog } from '@/ui/Dialog'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { account } from '@/ui/strings/account'
import { memberships as s } from '@/ui/strings/memberships'
import { organization } from '@/ui/strings/organization'
import { PasswordField } from '@/ui/PasswordField'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Account.module.css'

/** The organizations of my account: going to another, leaving this one, and who lets me in again. */
export function Organizations() {
  const me = useMe()
  const going = useGoTo()
  const several = isInSeveral(me)
  // Also one that I left: a reset link of it would open the others.
  const linked = me.memberships.length > 1
  return (
    <Panel title={s.title} note={several ? s.note : undefined}>
      <ul className={styles.list}>
        {me.memberships.map((one) => {
          const here = one.organization_id === me.organization_id
          return (
            <li key={one.organization_id}>
              <div>
                <strong>
                  <bdi>{one.organization}</bdi>
                </strong>
                {here && several && <span className={styles.here}>{s.here}</span>}
                <div className={styles.small}>{one.active ? organization.roles[one.role] : s.ended}</div>
              </div>
              {here ? (
                <Leave name={one.organization} />
              ) : (
                <Button
                  size="xs"
                  variant="default"
                  loading={going.isPending}
                  onClick={() => {
                    going.mutate({ organization: one.organization_id })
                  }}
                >
                  {one.active ? s.goTo(one.organization) : s.lookBackNamed(one.organization)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {going.error && <TroubleNote error={going.error} />}
      <OwnWay several={linked} />
    </Panel>
  )
}

function Leave({ name }: { name: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const notice = useNotice()
  const [opened, { open, close }] = useDisclosure(false)
  const leave = useMutation({
    mutationFn: membershipCalls.leave,
    onSuccess: async (next) => {
      notice({ text: s.left(name) })
      await navigate({ to: '/' })
      if (next) setCsrf(next.csrf)
      enterAs(client, next)
    },
  })
  return (
    <>
      <Button size="xs" variant="subtle" color="gray" aria-label={s.leaveNamed(name)} onClick={open}>
        {s.leave}
      </Button>
      {opened && (
        <Dialog title={s.leaveTitle(name)} onClose={close}>
          <Stack gap="md">
            <Text size="sm">{s.leaveExplains}</Text>
            {leave.error && <TroubleNote error={leave.error} />}
            <Group>
              <Button
                color="red"
                loading={leave.isPending}
                onClick={() => {
                  leave.mutate()
                }}
              >
                {s.leaveNamed(name)}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  )
}

function OwnWay({ several }: { several: boolean }) {
  const me = useMe()
  const [wish, setWish] = useState<boolean | null>(null)
  return (
    <Stack gap="xs" mt="md">
      <Checkbox
        label={s.ownWay}
        description={several ? s.ownWayAlways : s.ownWayNote}
        checked={me.own_way_back}
        disabled={several}
        onChange={(event) => {
          setWish(event.currentTarget.checked)
        }}
      />
      {wish !== null && (
        <Confirm
          own={wish}
          onClose={() => {
            setWish(null)
          }}
        />
      )}
    </Stack>
  )
}

/** The password is asked for again, as wherever it changes how I sign in. */
function Confirm({ own, onClose }: { own: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [password, setPassword] = useState('')
  const choose = useMutation({
    mutationFn: () => membershipCalls.ownWayBack(own, password),
    onSuccess: () => {
      client.setQueryData(queries.session().queryKey, (before) => before && { ...before, own_way_back: own })
      notice({ text: s.saved })
      onClose()
    },
  })
  return (
    <Dialog title={own ? s.ownWayOn : s.ownWayOff} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          choose.mutate()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{own ? s.ownWayNote : s.ownWayOffNote}</Text>
          <PasswordField
            label={account.current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
            maxLength={200}
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value)
            }}
          />
          {choose.error && <TroubleNote error={choose.error} />}
          <Group>
            <Button type="submit" loading={choose.isPending}>
              {s.ownWaySave}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
