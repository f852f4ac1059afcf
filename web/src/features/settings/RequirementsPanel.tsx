import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { qualifying, qualifyingQueries, type Asked } from '@/api/qualifying'
import { leads, useMe } from '@/api/session'
import type { Project, Qualification, Requirement } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Restricting } from '@/ui/Restricting'
import { qualifications as q } from '@/ui/strings/qualifications'
import { restrictions as r } from '@/ui/strings/restrictions'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Settings.module.css'

/** The tiers that a project asks of whoever annotates there. */
export function RequirementsPanel({ project }: { project: Project }) {
  const asked = useQuery(qualifyingQueries.requirements(project.id))
  const known = useQuery(qualifyingQueries.everyQualification())
  return (
    <Panel title={q.asks.section} note={q.asks.note}>
      <Ready query={asked}>
        {(rows) => (
          <Ready query={known}>{(all) => <AsksFor project={project} rows={rows} all={all} />}</Ready>
        )}
      </Ready>
    </Panel>
  )
}

interface AsksForProps {
  project: Project
  rows: Requirement[]
  all: Qualification[]
}

/** A tier that would shut people out, which takes a reason that they read. */
interface ShuttingOut {
  asked: Asked[]
  qualification: string
  tier: string
  people: number
}

function AsksFor({ project, rows, all }: AsksForProps) {
  const me = useMe()
  const client = useQueryClient()
  const notice = useNotice()
  const [shuttingOut, setShuttingOut] = useState<ShuttingOut | null>(null)
  const put = async (asked: Asked[], reason?: string) => {
    const changed = await qualifying.setRequirements(project.id, asked, reason)
    client.setQueryData(qualifyingQueries.requirements(project.id).queryKey, changed)
    notice({ text: q.asks.saved })
  }
  const save = useMutation({
    // Whom it shuts out is known before anything is saved.
    mutationFn: async ({ asked, adds }: { asked: Asked[]; adds?: { of: Qualification; tier: number } }) => {
      const { people } = adds ? await qualifying.shutOut(project.id, asked) : { people: 0 }
      if (!adds || people === 0) return put(asked)
      const tier = adds.of.tiers.find((one) => one.tier === adds.tier)?.name ?? ''
      setShuttingOut({ asked, qualification: adds.of.name, tier, people })
    },
  })
  const now = rows.map(({ qualification_id, tier }) => ({ qualification_id, tier }))
  const others = all.filter(({ id }) => !rows.some((row) => row.qualification_id === id))
  return (
    <Stack gap="md">
      {shuttingOut && (
        <Restricting
          title={r.restricting.requirementTitle(shuttingOut.qualification, shuttingOut.tier)}
          explains={r.restricting.requirement(shuttingOut.people)}
          does={r.restricting.requirementDo}
          whose={r.restricting.previewMany(shuttingOut.people)}
          reads={[r.what.requirement(project.name, shuttingOut.qualification, shuttingOut.tier)]}
          single={false}
          restrict={({ reason }) => put(shuttingOut.asked, reason)}
          onClose={() => {
            setShuttingOut(null)
          }}
        />
      )}
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
                      const of = all.find(({ id }) => id === row.qualification_id)
                      const asked = now.map((one) =>
                        one.qualification_id === row.qualification_id ? { ...one, tier } : one,
                      )
                      save.mutate({ asked, adds: of && tier > row.tier ? { of, tier } : undefined })
                    }}
                  />
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    aria-label={q.asks.drop(row.name)}
                    disabled={save.isPending}
                    onClick={() => {
                      save.mutate({
                        asked: now.filter((one) => one.qualification_id !== row.qualification_id),
                      })
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
              // Each tier by itself: whom it shuts out differs.
              ...others.map(({ id, name, tiers }) => ({
                group: name,
                items: tiers.map(({ tier, name: tierName }) => ({
                  value: `${String(id)} ${String(tier)}`,
                  label: `${name}: ${tierName}`,
                })),
              })),
            ]}
            onChange={(event) => {
              const [id, tier] = event.currentTarget.value.split(' ').map(Number)
              const of = others.find((one) => one.id === id)
              if (!of || tier === undefined) return
              save.mutate({ asked: [...now, { qualification_id: of.id, tier }], adds: { of, tier } })
            }}
          />
        )
      )}
      {save.error && <TroubleNote error={save.error} />}
    </Stack>
  )
}
