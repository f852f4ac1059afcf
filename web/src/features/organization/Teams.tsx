import { Button, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { organizing, organizingQueries } from '@/api/organizing'
import type { Team } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Restricting, type Basis } from '@/ui/Restricting'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { organization as s } from '@/ui/strings/organization'
import { restrictions as r } from '@/ui/strings/restrictions'
import styles from './Organization.module.css'

export function Teams() {
  const client = useQueryClient()
  const teams = useQuery(organizingQueries.teams())
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () => organizing.makeTeam(name.trim()),
    onSuccess: async () => {
      setName('')
      await client.invalidateQueries({ queryKey: organizingQueries.teams().queryKey })
    },
  })
  return (
    <Panel title={s.teamsTitle} note={s.teamsNote}>
      <Ready query={teams}>
        {(rows) => (
          <>
            {rows.length === 0 && <Text c="dimmed">{s.teamsEmpty}</Text>}
            <ul className={styles.list}>
              {rows.map((team) => (
                <TeamRow key={team.id} team={team} />
              ))}
            </ul>
          </>
        )}
      </Ready>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') make.mutate()
        }}
      >
        <Group mt="md" align="flex-end">
          <TextInput
            label={s.teamName}
            value={name}
            maxLength={120}
            onChange={(event) => {
              setName(event.currentTarget.value)
            }}
          />
          <Button type="submit" variant="default" loading={make.isPending} disabled={name.trim() === ''}>
            {s.makeTeam}
          </Button>
        </Group>
      </form>
      {make.error && <TroubleNote error={make.error} />}
    </Panel>
  )
}

function TeamRow({ team }: { team: Team }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [name, setName] = useState<string | null>(null)
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: organizingQueries.teams().queryKey })
    void client.invalidateQueries({ queryKey: organizingQueries.people().queryKey })
  }
  const [removing, setRemoving] = useState(false)
  const remove = async (basis: Basis) => {
    await organizing.removeTeam(team.id, basis)
    notice({ text: s.teamRemoved })
    await refresh()
  }
  const rename = useMutation({
    mutationFn: (to: string) => organizing.renameTeam(team.id, to),
    onSuccess: async () => {
      setName(null)
      await refresh()
    },
  })
  return (
    <li>
      {name === null ? (
        <span>
          <strong>{team.name}</strong> <span className={styles.small}>{s.members(team.members)}</span>
        </span>
      ) : (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') rename.mutate(name.trim())
          }}
        >
          <TextInput
            aria-label={s.teamName}
            value={name}
            maxLength={120}
            autoFocus
            onChange={(event) => {
              setName(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="sm" loading={rename.isPending}>
            {general.save}
          </Button>
        </form>
      )}
      <Group gap={4}>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => {
            setName(name === null ? team.name : null)
          }}
        >
          {name === null ? s.renameTeam : general.cancel}
        </Button>
        {team.members === 0 ? (
          <Asking
            label={s.removeTeam}
            title={s.removeTeamTitle(team.name)}
            explains={s.removeTeamExplains}
            danger
            button={{ size: 'xs', variant: 'subtle', color: 'gray' }}
            does={() => remove({ reason: '', evidence: [] })}
          />
        ) : (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              setRemoving(true)
            }}
          >
            {s.removeTeam}
          </Button>
        )}
      </Group>
      {rename.error && <TroubleNote error={rename.error} />}
      {removing && (
        <Restricting
          title={s.removeTeamTitle(team.name)}
          explains={s.removeTeamExplains}
          does={s.removeTeam}
          whose={r.restricting.previewMany(team.members)}
          reads={[r.what.team(team.name)]}
          single={false}
          restrict={remove}
          onClose={() => {
            setRemoving(false)
          }}
        />
      )}
    </li>
  )
}
