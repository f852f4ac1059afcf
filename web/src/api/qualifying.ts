/** The calls of qualifications: tiers, who holds them, what projects ask for. */
import { api, keyed, of, path, whole, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

/** A tier that a project is to ask for. */
export interface Asked {
  qualification_id: number
  tier: number
}

export const qualifying = {
  qualifications: (query: Paging) => of(api.GET('/api/v1/qualifications', { params: { query } })),
  everyQualification: () => whole<T.Qualification>((query) => qualifying.qualifications(query)),
  qualification: (qualification: number) =>
    of(api.GET('/api/v1/qualifications/{qualification}', path({ qualification }))),
  makeQualification: (body: T.QualificationIn, key: string) =>
    of(api.POST('/api/v1/qualifications', { ...keyed(key), body })),
  changeQualification: (qualification: number, body: T.QualificationIn) =>
    of(api.PUT('/api/v1/qualifications/{qualification}', { ...path({ qualification }), body })),
  removeQualification: (qualification: number) =>
    of(
      api.DELETE('/api/v1/qualifications/{qualification}', {
        ...path({ qualification }),
        ...keyed(`qualification-${qualification}`),
      }),
    ),
  holders: (qualification: number, query: Paging) =>
    of(
      api.GET('/api/v1/qualifications/{qualification}/people', {
        params: { path: { qualification }, query },
      }),
    ),
  giveTier: (qualification: number, person: number, body: T.TierGiven, key: string) =>
    of(
      api.POST('/api/v1/qualifications/{qualification}/people/{person}/give', {
        ...path({ qualification, person }),
        ...keyed(key),
        body,
      }),
    ),
  takeTier: (qualification: number, person: number, body: T.TierGiven, key: string) =>
    of(
      api.POST('/api/v1/qualifications/{qualification}/people/{person}/take', {
        ...path({ qualification, person }),
        ...keyed(key),
        body,
      }),
    ),
  myQualifications: (query: Paging) => of(api.GET('/api/v1/me/qualifications', { params: { query } })),
  myRecord: (named: T.RecordNamed) =>
    of(api.GET('/api/v1/me/qualifications/record', { params: { query: { named } } })),
  checkRecord: (file: string) => of(api.POST('/api/v1/records/check', { body: { file } })),
  appealTaking: (taking: number, argument: string, key: string) =>
    of(
      api.POST('/api/v1/me/qualifications/events/{taking}/appeal', {
        ...path({ taking }),
        ...keyed(key),
        body: { argument },
      }),
    ),
  withdrawTakingAppeal: (appealed_taking: number) =>
    of(api.DELETE('/api/v1/me/qualifications/events/{appealed_taking}/appeal', path({ appealed_taking }))),
  takingAppeals: (query: Paging) => of(api.GET('/api/v1/qualification-appeals', { params: { query } })),
  decideTakingAppeal: (taking_appeal: number, upheld: boolean, reason: string, key: string) =>
    of(
      api.POST('/api/v1/qualification-appeals/{taking_appeal}/decision', {
        ...path({ taking_appeal }),
        ...keyed(key),
        body: { upheld, reason },
      }),
    ),
  requirements: (project: number) =>
    of(api.GET('/api/v1/projects/{project}/requirements', path({ project }))),
  setRequirements: (project: number, requirements: Asked[], reason = '') =>
    of(
      api.PUT('/api/v1/projects/{project}/requirements', {
        ...path({ project }),
        body: { requirements, reason },
      }),
    ),
  shutOut: (project: number, requirements: Asked[]) =>
    of(
      api.POST('/api/v1/projects/{project}/requirements/shut-out', {
        ...path({ project }),
        body: { requirements },
      }),
    ),
}

/** What is read of it and kept for a while, by key. */
export const qualifyingQueries = {
  qualifications: () => pages(['qualifications'], (after) => qualifying.qualifications({ after, limit: 50 })),
  everyQualification: () =>
    queryOptions({ queryKey: ['qualifications', 'every'], queryFn: qualifying.everyQualification }),
  qualification: (id: number) =>
    queryOptions({ queryKey: ['qualifications', id], queryFn: () => qualifying.qualification(id) }),
  holders: (id: number) =>
    pages(['qualifications', id, 'people'], (after) => qualifying.holders(id, { after, limit: 50 })),
  takingAppeals: () =>
    pages(['qualifications', 'appeals'], (after) => qualifying.takingAppeals({ after, limit: 20 })),
  myQualifications: () =>
    pages(['my-qualifications'], (after) => qualifying.myQualifications({ after, limit: 50 })),
  requirements: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'requirements'], queryFn: () => qualifying.requirements(id) }),
}
