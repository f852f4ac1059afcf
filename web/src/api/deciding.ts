/** Calls on what is decided about people. */
import { api, keyed, of, path, type Paging } from './calls'
import { pages } from './paged'

export const deciding = {
  restrictions: (query: Paging) => of(api.GET('/api/v1/me/restrictions', { params: { query } })),
  appealRestriction: (restriction: number, argument: string) =>
    of(
      api.POST('/api/v1/me/restrictions/{restriction}/appeal', {
        ...path({ restriction }),
        body: { argument },
      }),
    ),
  withdrawRestrictionAppeal: (appealed_restriction: number) =>
    of(api.DELETE('/api/v1/me/restrictions/{appealed_restriction}/appeal', path({ appealed_restriction }))),
  restrictionAppeals: (query: Paging) => of(api.GET('/api/v1/restriction-appeals', { params: { query } })),
  decideRestrictionAppeal: (restriction_appeal: number, upheld: boolean, reason: string, key: string) =>
    of(
      api.POST('/api/v1/restriction-appeals/{restriction_appeal}/decision', {
        ...path({ restriction_appeal }),
        ...keyed(key),
        body: { upheld, reason },
      }),
    ),
}

export const decidingQueries = {
  restrictions: () => pages(['restrictions'], (after) => deciding.restrictions({ after, limit: 20 })),
  restrictionAppeals: () =>
    pages(['people', 'appeals'], (after) => deciding.restrictionAppeals({ after, limit: 20 })),
}
