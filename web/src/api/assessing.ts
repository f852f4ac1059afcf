/** The calls of assessments: making, taking and deciding on them. */
import { api, keyed, of, path, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const assessing = {
  readyMade: () => of(api.GET('/api/v1/ready-made')),
  assessments: (query: Paging) => of(api.GET('/api/v1/assessments', { params: { query } })),
  assessment: (assessment: number) => of(api.GET('/api/v1/assessments/{assessment}', path({ assessment }))),
  makeAssessment: (body: T.AssessmentTerms & { project_id?: number; ready_made?: string }, key: string) =>
    of(api.POST('/api/v1/assessments', { ...keyed(key), body })),
  changeAssessment: (assessment: number, body: T.AssessmentTerms & { state: T.AssessmentState }) =>
    of(api.PUT('/api/v1/assessments/{assessment}', { ...path({ assessment }), body })),
  pool: (assessment: number, query: Paging) =>
    of(api.GET('/api/v1/assessments/{assessment}/pool', { params: { path: { assessment }, query } })),
  takeGold: (assessment: number) =>
    of(api.POST('/api/v1/assessments/{assessment}/pool', path({ assessment }))),
  setKeyAside: (assessment: number, pool_item: number, reason: string, key: string) =>
    of(
      api.POST('/api/v1/assessments/{assessment}/pool/{pool_item}/aside', {
        ...path({ assessment, pool_item }),
        ...keyed(key),
        body: { reason },
      }),
    ),
  results: (assessment: number, query: Paging) =>
    of(api.GET('/api/v1/assessments/{assessment}/results', { params: { path: { assessment }, query } })),
  keyAppeals: (assessment: number, query: Paging) =>
    of(api.GET('/api/v1/assessments/{assessment}/appeals', { params: { path: { assessment }, query } })),
  decideKeyAppeal: (key_appeal: number, upheld: boolean, reason: string, key: string) =>
    of(
      api.POST('/api/v1/key-appeals/{key_appeal}/decision', {
        ...path({ key_appeal }),
        ...keyed(key),
        body: { upheld, reason },
      }),
    ),
  offers: (query: Paging) => of(api.GET('/api/v1/me/assessments', { params: { query } })),
  beginAttempt: (assessment: number) =>
    of(api.POST('/api/v1/assessments/{assessment}/attempts', path({ assessment }))),
  attempt: (attempt: number) => of(api.GET('/api/v1/attempts/{attempt}', path({ attempt }))),
  saveAttempt: (attempt: number, place: number, answers: T.AnswersJson, revision: number) =>
    of(
      api.PUT('/api/v1/attempts/{attempt}/items/{place}', {
        ...path({ attempt, place }),
        body: { answers, revision },
      }),
    ),
  handIn: (attempt: number) => of(api.POST('/api/v1/attempts/{attempt}/handed-in', path({ attempt }))),
  appealKey: (attempt: number, place: number, argument: string, key: string) =>
    of(
      api.POST('/api/v1/attempts/{attempt}/items/{place}/appeal', {
        ...path({ attempt, place }),
        ...keyed(key),
        body: { argument },
      }),
    ),
  withdrawKeyAppeal: (attempt: number, place: number) =>
    of(api.DELETE('/api/v1/attempts/{attempt}/items/{place}/appeal', path({ attempt, place }))),
}

/** What is read of it and kept for a while, by key. */
export const assessingQueries = {
  readyMade: () => queryOptions({ queryKey: ['ready-made'], queryFn: assessing.readyMade }),
  assessments: () => pages(['assessments'], (after) => assessing.assessments({ after, limit: 30 })),
  assessment: (id: number) =>
    queryOptions({ queryKey: ['assessments', id], queryFn: () => assessing.assessment(id) }),
  pool: (id: number) =>
    pages(['assessments', id, 'pool'], (after) => assessing.pool(id, { after, limit: 50 })),
  results: (id: number) =>
    pages(['assessments', id, 'results'], (after) => assessing.results(id, { after, limit: 30 })),
  keyAppeals: (id: number) =>
    pages(['assessments', id, 'appeals'], (after) => assessing.keyAppeals(id, { after, limit: 20 })),
  offers: () => pages(['my-assessments'], (after) => assessing.offers({ after, limit: 20 })),
  attempt: (id: number) => queryOptions({ queryKey: ['attempts', id], queryFn: () => assessing.attempt(id) }),
}
