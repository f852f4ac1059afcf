/** The calls of applying: the public page, my application, and decisions on applications. */
import { api, keyed, me, of, path, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const applying = {
  found: (address: string) => of(api.GET('/api/v1/work-with-us/{address}', path({ address }))),
  askForLink: (address: string, body: T.ProofLink) =>
    of(api.POST('/api/v1/work-with-us/{address}/link', { ...path({ address }), body })),
  apply: (address: string, body: T.Apply) =>
    me(of(api.POST('/api/v1/work-with-us/{address}/applications', { ...path({ address }), body }))),
  page: () => of(api.GET('/api/v1/public-page')),
  writePage: (body: T.PublicPageIn) => of(api.PUT('/api/v1/public-page', { body })),
  applications: (state: T.ApplicationsAsked, query: Paging) =>
    of(api.GET('/api/v1/applications', { params: { query: { ...query, state } } })),
  decide: (applicant: number, admit: boolean, reason: string, declined: boolean, key: string) =>
    of(
      api.POST('/api/v1/applications/{applicant}/decision', {
        ...path({ applicant }),
        ...keyed(key),
        body: { admit, reason, declined },
      }),
    ),
  decideAppeal: (appealing_applicant: number, upheld: boolean, reason: string, key: string) =>
    of(
      api.POST('/api/v1/applications/{appealing_applicant}/appeal/decision', {
        ...path({ appealing_applicant }),
        ...keyed(key),
        body: { upheld, reason },
      }),
    ),
  mine: () => of(api.GET('/api/v1/me/application')),
  withdraw: () => of(api.POST('/api/v1/me/application/withdraw')),
  again: () => of(api.POST('/api/v1/me/application/again')),
  appeal: (argument: string) => of(api.POST('/api/v1/me/application/appeal', { body: { argument } })),
}

export const applyingQueries = {
  found: (address: string) =>
    queryOptions({
      queryKey: ['work-with-us', address],
      queryFn: () => applying.found(address),
      retry: false,
    }),
  page: () => queryOptions({ queryKey: ['public-page'], queryFn: applying.page }),
  applications: (state: T.ApplicationsAsked) =>
    pages(['applications', state], (after) => applying.applications(state, { after, limit: 30 })),
  mine: () => queryOptions({ queryKey: ['my-application'], queryFn: applying.mine, staleTime: 0 }),
}
