import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import { leads, useMe } from '@/api/session'
import type { Project, Qualification, Requirement } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { qualifications as q } from '@/ui/strings/qualifications'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Settings.module.css'

/** The tiers that a project asks of whoever annotates there. */
export function RequirementsPanel({ project }: { project: Project }) {
  const asked = useQuery(qualifyingQueries.requirements(project.id))
  const known = useQuery(qualifyingQueries.everyQualification())
  return (
    <Panel title={q.asks.section} note={q.asks.note}>
      <Ready query={asked}>
        {(rows) => <Ready query={known}>{(all) => <Asked project={project} rows={rows} all={all} />}</Ready>}
      </Ready>
    </Panel>
  )
}

interface AskedProps {
  project: Project
  rows: Requirement[]
  all: Qualification[]
}

function Asked({ project, rows, all }: AskedProps) {
  const me = useMe()
  const client = useQueryClient()
  const notice = useNotice()
  const save = useMutation({
    mutationFn: (asked: { qualification_id: number; tier: number }[]) =>
      qualifying.setRequirements(project.id, asked),
    onSuccess: (changed) => {
      client.setQueryData(qualifyingQueries.requirements(project.id).queryKey, changed)
      notice({ text: q.asks.saved })
    },
  })
  const now = rows.map(({ qualification_id, tier }) => ({ qualification_id, tier }))
  const others = all.filter(({ id }) => !rows.some((row) => row.qualification_id === id))
  return (
    <Stack gap="md">
      {rows.length === 0 && <Text c="dimmed">{q.asks.none}</Text>}
      {rows.length > 0 && (
        <ul className={styles.versions}>
          {rows.map((row) => (
            <li key={row.qualification_id}>
              <Group justify="space-between">
                <bdi>{row.name}</bdi>
                <Group gap="xs">
                  <NativeSelect
                    aria-label={q.asks.tierOf(row.name)}
                    value={String(row.tier)}
                    disabled={save.isPending}
                    data={(all.find(({ id }) => id === row.qualification_id)?.tiers ?? []).map((tier) => ({
                      value: String(tier.tier),
                      label: tier.name,
                    }))}
                    onChange={(event) => {
                      const tier = Number(event.currentTarget.value)
                      save.mutate(
                        now.map((one) =>
                          one.qualification_id === row.qualification_id ? { ...one, tier } : one,
                        ),
                      )
                    }}
                  />
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    aria-label={q.asks.drop(row.name)}
                    disabled={save.isPending}
                    onClick={() => {
                      save.mutate(now.filter((one) => one.qualification_id !== row.qualification_id))
                    }}
                  >
                    {q.asks.dropShort}
                  </Button>
                </Group>
              </Group>
            </li>
          ))}
        </ul>
      )}
      {all.length === 0 ? (
        <Text c="dimmed" component="div">
          {q.asks.noneMade} {leads(me) && <Link to="/qualifications">{q.asks.makeOne}</Link>}
        </Text>
      ) : (
        others.length > 0 && (
          <NativeSelect
            label={q.asks.add}
            maw={360}
            value=""
            disabled={save.isPending}
            data={[
              { value: '', label: q.asks.choose },
              ...others.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onChange={(event) => {
              const chosen = others.find(({ id }) => String(id) === event.currentTarget.value)
              const lowest = chosen?.tiers[0]
              if (chosen && lowest) save.mutate([...now, { qualification_id: chosen.id, tier: lowest.tier }])
            }}
          />
        )
      )}
      {save.error && <TroubleNote error={save.error} />}
    </Stack>
  )
}
