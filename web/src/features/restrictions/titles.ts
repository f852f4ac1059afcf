import type { Restriction } from '@/api/types'
import { restrictions as s } from '@/ui/strings/restrictions'

const apart = (name: string | null | undefined) => `\u2068${name ?? ''}\u2069`
const roleOf = (role: string | null | undefined) =>
  role && role in s.roles ? s.roles[role as keyof typeof s.roles] : ''

/** What was taken, in a line. */
export function titleOf({ what, before, after, project }: Restriction): string {
  if (what === 'access') return s.what.access()
  if (what === 'role') return s.what.role(roleOf(before.role), roleOf(after.role))
  if (what === 'team') return s.what.team(apart(before.team))
  if (what === 'grant') return s.what.grant(roleOf(before.role), apart(project))
  if (what === 'requirement')
    return s.what.requirement(apart(project), apart(after.qualification), apart(after.tier))
  return s.what.opening(apart(project))
}
