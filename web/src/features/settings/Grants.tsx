import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Grant, Project } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { settings as s } from '@/ui/strings/settings'
import { PersonSelect } from './PersonSelect'
import styles from './Settings.module.css'

/** Who may review or lead this one project. */
export function Grants({ project }: { project: Project }) {
  const client = useQueryClient()
  const notice = useNotice()
  const grants = useQuery(queries.grants(project.id))
  const [person, setPerson] = useState<string | null>(null)
  const [role, setRole] = useState<Grant['role']>('reviewer')
  const refresh = () => client.invalidateQueries({ queryKey: queries.grants(project.id).queryKey })
  const grant = useMutation({
    mutationFn: (made: { person: number; role: Grant['role'] }) =>
      calls.grant(project.id, made.person, made.role),
    onSuccess: async () => {
      setPerson(null)
      notice({ text: s.granted })
      await refresh()
    },
  })
  const ungrant = useMutation({
    mutationFn: (was: Grant) => calls.ungrant(project.id, was.person_id),
    onSuccess: async (_, was) => {
      notice({
        text: s.ungranted,
        undo: () => {
          grant.mutate({ person: was.person_id, role: was.role })
        },
      })
      await refresh()
    },
  })
  const error = grant.error ?? ungrant.error
  return (
    <Panel title={s.grants} note={s.grantsNote}>
      <Stack gap="md">
        <Ready query={grants}>
          {(rows) => (
            <>
              {rows.length === 0 && <Text c="dimmed">{s.grantsNone}</Text>}
              <ul className={styles.versions}>
                {rows.map((row) => (
                  <li key={row.person_id}>
                    <Group justify="space-between">
                      <Text>
                        <bdi>{row.name}</bdi>{' '}
                        <Text span c="dimmed">
                          {row.role === 'manager' ? s.grantManager : s.grantReviewer}
                        </Text>
                      </Text>
                      <Button
                        size="xs"
                        variant="subtle"
                        color="gray"
                        onClick={() => {
                          ungrant.mutate(row)
                        }}
                      >
                        {s.ungrant}
                      </Button>
                    </Group>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Ready>
        <Group align="flex-end">
          <PersonSelect
            label={s.grantPerson}
            fits={(row) => row.role === 'annotator' || row.role === 'reviewer'}
            value={person}
            onChange={setPerson}
          />
          <NativeSelect
            label={s.grantRole}
            value={role}
            data={[
              { value: 'reviewer', label: s.grantReviewer },
              { value: 'manager', label: s.grantManager },
            ]}
            onChange={(event) => {
              setRole(event.currentTarget.value === 'manager' ? 'manager' : 'reviewer')
            }}
          />
          <Button
            variant="default"
            disabled={person === null}
            loading={grant.isPending}
            onClick={() => {
              if (person !== null) grant.mutate({ person: Number(person), role })
            }}
          >
            {s.grant}
          </Button>
        </Group>
        {error && <TroubleNote error={error} />}
      </Stack>
    </Panel>
  )
}
