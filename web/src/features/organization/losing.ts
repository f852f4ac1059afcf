import type { Person, PersonPatch, Team } from '@/api/types'
import { organization as s } from '@/ui/strings/organization'
import { restrictions as r } from '@/ui/strings/restrictions'

const WIDEST_FIRST = ['owner', 'manager', 'reviewer', 'annotator']

/** A change that takes something from somebody, and what they will read of it. */
export interface Losing {
  patch: PersonPatch
  title: string
  explains: string
  does: string
  reads: string[]
  /** What is said when it is done. */
  text: string
}

/** What a change takes from a person; null: nothing. */
export function losing(person: Person, teams: Team[], patch: PersonPatch, text: string): Losing | null {
  if (patch.active === false)
    return {
      patch,
      title: s.deactivateTitle(person.name),
      explains: s.deactivateExplains,
      does: s.deactivate,
      reads: [r.what.access()],
      text,
    }
  if (
    patch.role &&
    person.role !== 'applicant' &&
    WIDEST_FIRST.indexOf(patch.role) > WIDEST_FIRST.indexOf(person.role)
  )
    return {
      patch,
      title: r.restricting.roleTitle(person.name),
      explains: s.rolesExplained[patch.role],
      does: r.restricting.roleDo,
      reads: [r.what.role(r.roles[person.role], r.roles[patch.role])],
      text,
    }
  const kept = patch.team_ids
  const left = kept ? teams.filter(({ id }) => person.team_ids.includes(id) && !kept.includes(id)) : []
  if (left.length === 0) return null
  return {
    patch,
    title: r.restricting.teamTitle(person.name),
    explains: s.teamsNote,
    does: r.restricting.teamDo,
    reads: left.map(({ name }) => r.what.team(name)),
    text,
  }
}
