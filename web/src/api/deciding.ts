/** Calls on what is decided about people. */
import { api, keyed, of, path, type Paging } from './calls'
import { pages, queryOptions } from './paged'

export const deciding = {
  howDecided: (project: number) => of(api.GET('/api/v1/projects/{project}/how-decided', path({ project }))),
  restrictions: (query: Paging) => of(api.GET('/api/v1/me/restrictions', { params: { query } })),
  appealRestriction: (restriction: number, argument: string, key: string) =>
    of(
      api.POST('/api/v1/me/restrictions/{restriction}/appeal', {
        ...path({ restriction }),
        ...keyed(key),
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
  howDecided: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'how-decided'], queryFn: () => deciding.howDecided(id) }),
  restrictions: () => pages(['restrictions'], (after) => deciding.restrictions({ after, limit: 20 })),
  restrictionAppeals: () =>
    pages(['people', 'appeals'], (after) => deciding.restrictionAppeals({ after, limit: 20 })),
}
