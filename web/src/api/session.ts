/** The person who is signed in, for the pages behind the sign-in. */
import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { calls } from './calls'
import { queries } from './queries'
import type { Me } from './types'

export function useMe(): Me {
  const { data } = useSuspenseQuery(queries.session())
  if (!data) throw new Error('Nobody is signed in.')
  return data
}

/** Whether I lead the organization: owners and managers do. */
export function leads(me: Me): boolean {
  return me.role === 'owner' || me.role === 'manager'
}

/** Whether I have access to several organizations. */
export function isInSeveral(me: Me): boolean {
  return me.memberships.filter((one) => one.active).length > 1
}

/** Somebody signs in, or out (null): what was read for whoever was there before is forgotten. */
export function enterAs(client: QueryClient, me: Me | null): void {
  const { queryKey } = queries.session()
  // What the door and the entrance watch stays: a query that is removed under a page never comes.
  const watched = [queryKey[0], queries.setup().queryKey[0]]
  client.removeQueries({ predicate: (query) => !watched.includes(String(query.queryKey[0])) })
  client.setQueryData(queryKey, me)
}

/** This page's session has ended. Another tab may have begun one since: as the same person, and then all goes on. */
export async function lookAgain(client: QueryClient): Promise<void> {
  const { queryKey } = queries.session()
  const before = client.getQueryData(queryKey)
  const me = await calls.session().catch(() => null)
  if (me && me.person_id === before?.person_id) client.setQueryData(queryKey, me)
  else enterAs(client, me)
}
