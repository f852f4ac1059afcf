import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { Grant, Project } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Restricting } from '@/ui/Restricting'
import { TroubleNote } from '@/ui/Trouble'
import { restrictions as r } from '@/ui/strings/restrictions'
import { settings as s } from '@/ui/strings/settings'
import { PersonSelect } from './PersonSelect'
import styles from './Settings.module.css'

/** A grant that is taken back; `role`: what stays of it, `key`: of its request, which may be sent again. */
interface Taking {
  was: Grant
  role: Grant['role'] | null
  key: string
}

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
      calls.grant(project.id, made.person, made.role, { reason: '', evidence: [] }),
    onSuccess: async () => {
      setPerson(null)
      notice({ text: s.granted })
      await refresh()
    },
  })
  const [taking, setTaking] = useState<Taking | null>(null)
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
                          setTaking({ was: row, role: null, key: newId() })
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
              if (person === null) return
              const was = grants.data?.find((row) => row.person_id === Number(person))
              if (was?.role === 'manager' && role === 'reviewer') setTaking({ was, role, key: newId() })
              else grant.mutate({ person: Number(person), role })
            }}
          >
            {s.grant}
          </Button>
        </Group>
        {grant.error && <TroubleNote error={grant.error} />}
        {taking && (
          <Restricting
            title={r.restricting.grantTitle(taking.was.name)}
            explains={taking.role === null ? s.ungrant : s.grantReviewer}
            does={s.ungrant}
            whose={r.restricting.preview(taking.was.name)}
            reads={[r.what.grant(r.roles[taking.was.role], project.name)]}
            restrict={async (basis) => {
              if (taking.role === null)
                await calls.ungrant(project.id, taking.was.person_id, basis, taking.key)
              else await calls.grant(project.id, taking.was.person_id, taking.role, basis)
              notice({ text: s.ungranted })
              await refresh()
            }}
            onClose={() => {
              setTaking(null)
            }}
          />
        )}
      </Stack>
    </Panel>
  )
}
