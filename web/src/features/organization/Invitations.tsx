import { Button, Group, MultiSelect, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { organizing, organizingQueries } from '@/api/organizing'
import { useMe } from '@/api/session'
import type { GivenRole, InvitationIn, Team } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { organization as s } from '@/ui/strings/organization'
import styles from './Organization.module.css'

export function Invitations({ teams }: { teams: Team[] }) {
  const me = useMe()
  const client = useQueryClient()
  const notice = useNotice()
  const [wish, setWish] = useState({
    role: 'annotator' as GivenRole,
    email: '',
    team_ids: [] as number[],
    days: 7,
  })
  const refresh = () => client.invalidateQueries({ queryKey: organizingQueries.invitations().queryKey })
  const invitations = useQuery(organizingQueries.invitations())
  const invite = useMutation({
    mutationFn: (body: InvitationIn) => organizing.invite(body),
    onSuccess: refresh,
  })
  const revoke = useMutation({
    mutationFn: (id: number) => organizing.revokeInvitation(id),
    onSuccess: async () => {
      notice({ text: s.revoked })
      await refresh()
    },
  })
  const roles = (Object.keys(s.rolesExplained) as GivenRole[]).filter(
    (role) => role !== 'owner' || me.role === 'owner',
  )
  return (
    <Panel title={s.invite} note={s.inviteNote}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate({ ...wish, email: wish.email.trim() || null })
        }}
      >
        <Stack gap="md">
          <Group align="flex-end">
            <NativeSelect
              label={s.role}
              value={wish.role}
              data={roles.map((role) => ({
                value: role,
                label: `${s.roles[role]} – ${s.rolesExplained[role]}`,
              }))}
              style={{ flex: '2 1 260px' }}
              onChange={(event) => {
                setWish({ ...wish, role: event.currentTarget.value as GivenRole })
              }}
            />
            <TextInput
              label={s.inviteEmail}
              type="email"
              style={{ flex: '2 1 220px' }}
              value={wish.email}
              onChange={(event) => {
                setWish({ ...wish, email: event.currentTarget.value })
              }}
            />
            <NumberInput
              label={s.inviteDays}
              w={120}
              min={1}
              max={90}
              value={wish.days}
              onChange={(days) => {
                if (typeof days === 'number') setWish({ ...wish, days })
              }}
            />
            {teams.length > 0 && (
              <MultiSelect
                label={s.teams}
                style={{ flex: '2 1 200px' }}
                data={teams.map((team) => ({ value: String(team.id), label: team.name }))}
                value={wish.team_ids.map(String)}
                onChange={(values) => {
                  setWish({ ...wish, team_ids: values.map(Number) })
                }}
              />
            )}
            <Button type="submit" loading={invite.isPending}>
              {s.makeLink}
            </Button>
          </Group>
          {invite.error && <TroubleNote error={invite.error} />}
          {invite.data && (
            <div className={styles.once} role="status">
              <CopyField label={s.link} value={invite.data.link} />
              <Text size="sm" mt={6}>
                {s.linkOnce}
              </Text>
            </div>
          )}
        </Stack>
      </form>
      <Ready query={invitations}>
        {(rows) => (
          <ul className={styles.list}>
            {rows
              .filter((row) => row.state === 'open')
              .map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>{s.roles[row.role]}</strong> · <bdi>{row.email ?? s.anyone}</bdi> ·{' '}
                    {s.expires(day(row.expires_on))}
                  </span>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    onClick={() => {
                      revoke.mutate(row.id)
                    }}
                  >
                    {s.revoke}
                  </Button>
                </li>
              ))}
          </ul>
        )}
      </Ready>
      {revoke.error && <TroubleNote error={revoke.error} />}
    </Panel>
  )
}
