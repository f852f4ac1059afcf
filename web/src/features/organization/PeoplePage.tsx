import { Button, Group, MultiSelect, NativeSelect, Table, Text, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { organizing, organizingQueries } from '@/api/organizing'
import { useMe } from '@/api/session'
import type { GivenRole, Person, PersonPatch, Team } from '@/api/types'
import { moment } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Page, Panel } from '@/ui/Page'
import { Restricting } from '@/ui/Restricting'
import { SearchField } from '@/ui/SearchField'
import { TroubleNote } from '@/ui/Trouble'
import stacked from '@/ui/stacked.module.css'
import { applying } from '@/ui/strings/applying'
import { organization as s } from '@/ui/strings/organization'
import { qualifications } from '@/ui/strings/qualifications'
import { quality } from '@/ui/strings/quality'
import { restrictions as r } from '@/ui/strings/restrictions'
import { Invitations } from './Invitations'
import { losing, type Losing } from './losing'
import styles from './Organization.module.css'
import { ResetLink } from './ResetLink'
import { RestrictionAppeals } from './RestrictionAppeals'
import { Teams } from './Teams'

/** Everybody in the organization, their roles and teams, and the way in. */
export function PeoplePage() {
  const me = useMe()
  const [search, setSearch] = useState('')
  const people = useInfiniteQuery(organizingQueries.people(search))
  const teams = useQuery(organizingQueries.teams())
  return (
    <Page
      title={s.people}
      lead={me.organization}
      actions={
        <>
          <LinkButton to="/people/applications" variant="default">
            {applying.lead.title}
          </LinkButton>
          <LinkButton to="/qualifications" variant="default">
            {qualifications.title}
          </LinkButton>
        </>
      }
    >
      <RestrictionAppeals />
      <Invitations teams={teams.data ?? []} />
      <Panel title={s.people} actions={<SearchField label={s.find} onSearch={setSearch} />}>
        <PagedList query={people} empty={<Text c="dimmed">{s.nobody(search)}</Text>}>
          {(rows) => (
            <Table verticalSpacing="sm" className={stacked.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{s.name}</Table.Th>
                  <Table.Th>{s.role}</Table.Th>
                  <Table.Th>{s.teams}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{s.access}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((person) => (
                  <PersonRow key={person.id} person={person} teams={teams.data ?? []} />
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagedList>
      </Panel>
      <Teams />
    </Page>
  )
}

function PersonRow({ person, teams }: { person: Person; teams: Team[] }) {
  const me = useMe()
  const client = useQueryClient()
  const notice = useNotice()
  const change = useMutation({
    mutationFn: (patch: PersonPatch) => organizing.changePerson(person.id, patch),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: organizingQueries.people().queryKey })
      void client.invalidateQueries({ queryKey: organizingQueries.teams().queryKey })
    },
  })
  // Only an owner gives or takes ownership; nobody changes their own role here by accident.
  const mine = person.id === me.person_id
  const roles = (Object.keys(s.rolesExplained) as GivenRole[]).filter(
    (role) => role !== 'owner' || me.role === 'owner',
  )
  const fixed = mine || person.role === 'applicant' || (person.role === 'owner' && me.role !== 'owner')
  const [takes, setTakes] = useState<Losing | null>(null)
  const save = (patch: PersonPatch, back: PersonPatch, text: string) => {
    const lost = mine ? null : losing(person, teams, patch, text)
    if (lost) {
      setTakes(lost)
      return
    }
    change.mutate(patch, {
      onSuccess: () => {
        // What was given is taken back with a reason, like anything else.
        notice(
          mine || !losing(person, teams, back, text)
            ? {
                text,
                undo: () => {
                  change.mutate(back)
                },
              }
            : { text },
        )
      },
    })
  }
  return (
    <Table.Tr className={person.active ? undefined : styles.inactive}>
      <Table.Td data-wide>
        <Text fw={600} className={styles.name}>
          <bdi>{person.name}</bdi> {mine && <span className={styles.small}>({s.you})</span>}
        </Text>
        <span className={styles.small}>
          <bdi>{person.email}</bdi> · {s.known(person.pseudonym)} ·{' '}
          <Link
            to="/people/$personId"
            params={{ personId: String(person.id) }}
            aria-label={quality.of.linkOf(person.name)}
            className={styles.link}
          >
            {quality.of.link}
          </Link>
        </span>
        {person.active && person.reset_link_until && (
          <span className={styles.open}>{s.resetOpen(moment(person.reset_link_until))}</span>
        )}
        {change.error && <TroubleNote error={change.error} />}
      </Table.Td>
      <Table.Td>
        {fixed ? (
          s.roles[person.role]
        ) : (
          <NativeSelect
            miw={140}
            aria-label={`${s.role}: ${person.name}`}
            value={person.role}
            disabled={!person.active}
            data={roles.map((role) => ({ value: role, label: s.roles[role] }))}
            onChange={(event) => {
              const role = event.currentTarget.value as GivenRole
              save({ role }, { role: person.role as GivenRole }, s.roleChanged(person.name, s.roles[role]))
            }}
          />
        )}
      </Table.Td>
      <Table.Td className={styles.teamsCell}>
        {teams.length > 0 && (
          <MultiSelect
            aria-label={`${s.teams}: ${person.name}`}
            data={teams.map((team) => ({ value: String(team.id), label: team.name }))}
            value={person.team_ids.map(String)}
            disabled={!person.active}
            onChange={(values) => {
              save(
                { team_ids: values.map(Number) },
                { team_ids: person.team_ids },
                s.teamsChanged(person.name),
              )
            }}
          />
        )}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end" wrap="nowrap" gap={4}>
          {!fixed && person.active && <ResetLink person={person} />}
          {!fixed && person.active && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={`${s.deactivate}: ${person.name}`}
              onClick={() => {
                save({ active: false }, { active: true }, s.deactivated(person.name))
              }}
            >
              {s.deactivate}
            </Button>
          )}
          {!person.active && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                save({ active: true }, { active: false }, s.reactivated(person.name))
              }}
            >
              {s.reactivate}
            </Button>
          )}
        </Group>
        {takes && (
          <Restricting
            title={takes.title}
            explains={takes.explains}
            does={takes.does}
            whose={r.restricting.preview(person.name)}
            reads={takes.reads}
            restrict={async (basis) => {
              await change.mutateAsync({ ...takes.patch, ...basis })
              notice({ text: takes.text })
            }}
            onClose={() => {
              setTakes(null)
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  )
}
