/** The person who is signed in, for the pages behind the sign-in. */
import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query'
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

/** Somebody signs in, or out (null): what was read for whoever was there before is forgotten. */
export function enterAs(client: QueryClient, me: Me | null): void {
  const { queryKey } = queries.session()
  // The query of the session itself stays, because the door watches it.
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
  client.setQueryData(queryKey, me)
}
