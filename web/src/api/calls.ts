/** Every call to the server, checked against its OpenAPI document. */
import createClient from 'openapi-fetch'
import { ask, setCsrf, Unreachable } from './http'
import type { paths } from './schema.gen'
import type * as T from './types'

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: ask })

/** The content of an answer; what was refused or did not arrive whole is thrown. */
export async function of<Content>(asked: Promise<{ data?: Content }>): Promise<Content> {
  try {
    return (await asked).data as Content
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Unreachable('The answer did not arrive whole.', { cause: error })
    throw error
  }
}
/** Who signed in by this call: what they send from then on shows it. */
export async function me(call: Promise<T.Me>): Promise<T.Me> {
  const who = await call
  setCsrf(who.csrf)
  return who
}
export interface Paging {
  after?: string | null
  limit?: number
}

/** All rows of a short list. */
export async function whole<Row>(read: (query: Paging) => Promise<T.Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null | undefined = null
  do {
    const page: T.Page<Row> = await read({ after, limit: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after)
  return rows
}

/** A path parameter or two. */
export const path = <P extends Record<string, number | string>>(given: P) => ({ params: { path: given } })
export const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } })
/** The fields that the server fills in are stated. */
const bulk = <Body extends T.BulkWhich>(body: Body) => ({
  gold: false,
  search: '',
  contains: '',
  suggestion: '',
  score: 0,
  ...body,
})
/** A file goes out as it is. */
export const raw = (file: Blob) => ({
  body: file as unknown as never,
  bodySerializer: (body: unknown) => body as BodyInit,
  headers: { 'Content-Type': 'application/octet-stream' },
})
export const calls = {
  setup: () => of(api.GET('/api/v1/setup')),
  session: () => me(of(api.GET('/api/v1/session'))),
  signUp: (body: T.SignUp) => me(of(api.POST('/api/v1/organizations', { body }))),
  signIn: (body: T.SignIn) => me(of(api.POST('/api/v1/session', { body }))),
  signOut: () => of(api.DELETE('/api/v1/session')),
  joining: (token: string) => of(api.POST('/api/v1/join/preview', { body: { token } })),
  join: (body: T.Join) => me(of(api.POST('/api/v1/join', { body }))),
  resetPassword: (body: T.Reset) => me(of(api.POST('/api/v1/reset', { body }))),
  changePassword: (current: string, next: string) =>
    of(api.PUT('/api/v1/me/password', { body: { current, new: next } })),
  chooseLanguage: (language: string) => of(api.PUT('/api/v1/me/language', { body: { language } })),
  waiting: () => of(api.GET('/api/v1/waiting')),
  inbox: (query: Paging) => of(api.GET('/api/v1/me/inbox', { params: { query } })),
  unread: () => of(api.GET('/api/v1/me/inbox/unread')),
  thank: (project: number, deed: T.Deed, id: number, words: string) =>
    of(api.POST('/api/v1/projects/{project}/thanks', { ...path({ project }), body: { deed, id, words } })),
  readInbox: (upto: number) => of(api.POST('/api/v1/me/inbox/read', { body: { upto } })),
  myQuality: (query: Paging) => of(api.GET('/api/v1/me/quality', { params: { query } })),
  practice: (project: number, question: string) =>
    of(api.GET('/api/v1/me/quality/{project}/{question}/practice', path({ project, question }))),
  qualityOf: (person: number, query: Paging) =>
    of(api.GET('/api/v1/people/{person}/quality', { params: { path: { person }, query } })),
  qualityIn: (project: number, person: number) =>
    of(api.GET('/api/v1/projects/{project}/people/{person}/quality', path({ project, person }))),
  myAppeals: (query: Paging) => of(api.GET('/api/v1/me/appeals', { params: { query } })),
  appeal: (item: number, against: T.Against, argument: string) =>
    of(api.POST('/api/v1/items/{item}/appeals', { ...path({ item }), body: { against, argument } })),
  withdrawAppeal: (own_appeal: number) =>
    of(api.POST('/api/v1/appeals/{own_appeal}/withdraw', path({ own_appeal }))),
  appeals: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/appeals', { params: { path: { project }, query } })),
  readAppeal: (appeal: number) => of(api.GET('/api/v1/appeals/{appeal}', path({ appeal }))),
  decideAppeal: (appeal: number, body: T.AppealDecision, key: string) =>
    of(api.POST('/api/v1/appeals/{appeal}/decision', { ...path({ appeal }), ...keyed(key), body })),
  projects: (query: Paging & T.ProjectQuery) => of(api.GET('/api/v1/projects', { params: { query } })),
  card: (project: number) =>
    of(api.GET('/api/v1/projects/{project}/card', path({ project }))) as Promise<T.Card>,
  setCard: (project: number, body: T.Card) =>
    of(api.PUT('/api/v1/projects/{project}/card', { ...path({ project }), body })) as Promise<T.Card>,
  sample: (project: number) => of(api.GET('/api/v1/projects/{project}/sample', path({ project }))),
  effort: (project: number) => of(api.GET('/api/v1/projects/{project}/effort', path({ project }))),
  reportEffort: (project: number, minutes: number) =>
    of(
      api.PUT('/api/v1/projects/{project}/effort', {
        ...path({ project }),
        body: { minutes },
        parseAs: 'text',
      }),
    ),
  withdrawEffort: (project: number) =>
    of(api.DELETE('/api/v1/projects/{project}/effort', { ...path({ project }), parseAs: 'text' })),
  choices: () => of(api.GET('/api/v1/me/choices')) as Promise<T.Choices>,
  choose: (body: T.Choices) => of(api.PUT('/api/v1/me/choices', { body })) as Promise<T.Choices>,
  limits: () => of(api.GET('/api/v1/me/limits')) as Promise<T.OwnWork>,
  setLimits: (body: T.OwnLimits) => of(api.PUT('/api/v1/me/limits', { body })) as Promise<T.OwnWork>,
  liftLimits: () => of(api.POST('/api/v1/me/limits/lift')) as Promise<T.OwnWork>,
  doneForToday: () => of(api.POST('/api/v1/me/done')) as Promise<T.OwnWork>,
  stopWorking: (hand_over: boolean) => of(api.POST('/api/v1/me/stop', { body: { hand_over } })),
  pause: (keep_digest: boolean, hand_over: boolean) =>
    of(api.POST('/api/v1/me/pause', { body: { keep_digest, hand_over } })),
  comeBack: (body: { items_a_day?: number | null }) =>
    of(api.POST('/api/v1/me/come-back', { body })) as Promise<T.OwnWork>,
  wish: (project: number, wish: T.WorkWish) =>
    of(api.PUT('/api/v1/projects/{project}/wish', { ...path({ project }), body: { wish } })),
  leaveProject: (project: number) => of(api.POST('/api/v1/projects/{project}/leave', path({ project }))),
  returnToProject: (project: number) => of(api.POST('/api/v1/projects/{project}/return', path({ project }))),
  project: (project_id: number): Promise<T.Project> =>
    of(api.GET('/api/v1/projects/{project_id}', path({ project_id }))) as Promise<T.Project>,
  makeProject: (body: T.ProjectIn): Promise<T.Project> =>
    of(api.POST('/api/v1/projects', { body })) as Promise<T.Project>,
  changeProject: (project_id: number, body: T.ProjectPatch): Promise<T.Project> =>
    of(api.PATCH('/api/v1/projects/{project_id}', { ...path({ project_id }), body })) as Promise<T.Project>,
  writeGuideline: (project_id: number, markdown: string, note: string) =>
    of(
      api.PUT('/api/v1/projects/{project_id}/guideline', {
        ...path({ project_id }),
        body: { markdown, note },
      }),
    ),
  guidelineVersions: (project_id: number) =>
    of(api.GET('/api/v1/projects/{project_id}/guideline/versions', path({ project_id }))),
  grants: (project_id: number) => of(api.GET('/api/v1/projects/{project_id}/grants', path({ project_id }))),
  grant: (project_id: number, person_id: number, role: T.Grant['role'], basis: T.Basis) =>
    of(
      api.PUT('/api/v1/projects/{project_id}/grants/{person_id}', {
        ...path({ project_id, person_id }),
        body: { role, ...basis },
      }),
    ),
  ungrant: (project_id: number, person_id: number, body: T.Basis, key: string) =>
    of(
      api.POST('/api/v1/projects/{project_id}/grants/{person_id}/take-back', {
        ...path({ project_id, person_id }),
        ...keyed(key),
        body,
      }),
    ),
  claim: (project: number, body: T.ClaimIn = {}) =>
    of(api.POST('/api/v1/projects/{project}/claims', { ...path({ project }), body })),
  readClaim: (claim: number) => of(api.GET('/api/v1/claims/{claim}', path({ claim }))),
  saveDraft: (claim: number, answers: T.AnswersJson, form_version: number, revision: number) =>
    of(
      api.PUT('/api/v1/claims/{claim}/draft', {
        ...path({ claim }),
        body: { answers, form_version, revision },
      }),
    ),
  release: (claim: number) => of(api.POST('/api/v1/claims/{claim}/release', path({ claim }))),
  flag: (claim: number, note: string, key: string) =>
    of(api.POST('/api/v1/claims/{claim}/flag', { ...path({ claim }), ...keyed(key), body: { note } })),
  history: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/history', { params: { path: { project }, query } })),
  items: (project: number, query: Paging & T.ItemQuery) =>
    of(api.GET('/api/v1/projects/{project}/items', { params: { path: { project }, query } })),
  item: (item: number) => of(api.GET('/api/v1/items/{item}', path({ item }))),
  story: (item: number, query: Paging) =>
    of(api.GET('/api/v1/items/{item}/story', { params: { path: { item }, query } })),
  readConfig: (config: string, name: string) =>
    of(api.POST('/api/v1/labelling-configs', { body: { config, name } })),
  templates: () => of(api.GET('/api/v1/templates')),
  itemBlind: (item: number) =>
    of(api.GET('/api/v1/items/{item}', { params: { path: { item }, query: { pseudonyms: true } } })),
  reviews: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/reviews', { params: { path: { project }, query } })),
  review: (item: number, body: T.ReviewIn) =>
    of(api.POST('/api/v1/items/{item}/reviews', { ...path({ item }), body })),
  changeItem: (item: number, state: 'open' | 'settled' | 'set-aside', reason: string) =>
    of(api.PATCH('/api/v1/items/{item}', { ...path({ item }), body: { state, reason } })),
  countMany: (project: number, which: T.BulkWhich) =>
    of(api.POST('/api/v1/projects/{project}/bulk/count', { ...path({ project }), body: bulk(which) })),
  labelMany: (project: number, body: T.BulkIn, key: string) =>
    of(
      api.POST('/api/v1/projects/{project}/bulk', { ...path({ project }), ...keyed(key), body: bulk(body) }),
    ),
  /** Some of the items; `next` goes on. */
  changeMany: (project: number, body: T.ManyIn) =>
    of(api.POST('/api/v1/projects/{project}/items/state', { ...path({ project }), body: bulk(body) })),
  bulks: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/bulk', { params: { path: { project }, query } })),
  undoMany: (id: number) => of(api.POST('/api/v1/bulk/{bulk}/undo', path({ bulk: id }))),
  setGold: (item: number, answers: T.AnswersJson, reason: string) =>
    of(api.PUT('/api/v1/items/{item}/gold', { ...path({ item }), body: { answers, reason } })),
  removeGold: (item: number) => of(api.DELETE('/api/v1/items/{item}/gold', path({ item }))),
  flags: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/flags', { params: { path: { project }, query } })),
  resolveFlag: (flag: number, resolution: string) =>
    of(api.POST('/api/v1/flags/{flag}/resolution', { ...path({ flag }), body: { resolution } })),
  threads: (project: number, query: Paging & { state?: 'open' | 'answered' }) =>
    of(api.GET('/api/v1/projects/{project}/threads', { params: { path: { project }, query } })),
  thread: (thread: number) => of(api.GET('/api/v1/threads/{thread}', path({ thread }))),
  ask: (project: number, body: T.ThreadIn, key: string) =>
    of(api.POST('/api/v1/projects/{project}/threads', { ...path({ project }), ...keyed(key), body })),
  answerThread: (thread: number, answer: string) =>
    of(api.POST('/api/v1/threads/{thread}/answer', { ...path({ thread }), body: { answer } })),
  comment: (thread: number, said: string, key: string) =>
    of(api.POST('/api/v1/threads/{thread}/comments', { ...path({ thread }), ...keyed(key), body: { said } })),
  answering: (project: number) => of(api.GET('/api/v1/projects/{project}/answering', path({ project }))),
  setAnswering: (project: number, answerer_id: number | null, comment_days: number) =>
    of(
      api.PUT('/api/v1/projects/{project}/answering', {
        ...path({ project }),
        body: { answerer_id, comment_days },
      }),
    ),
  proposals: (project: number, query: Paging & { state: 'open' | 'decided' }) =>
    of(api.GET('/api/v1/projects/{project}/proposals', { params: { path: { project }, query } })),
  proposal: (proposal: number) => of(api.GET('/api/v1/proposals/{proposal}', path({ proposal }))),
  propose: (project: number, body: T.ProposalIn, key: string) =>
    of(api.POST('/api/v1/projects/{project}/proposals', { ...path({ project }), ...keyed(key), body })),
  commentProposal: (proposal: number, said: string, key: string) =>
    of(
      api.POST('/api/v1/proposals/{proposal}/comments', {
        ...path({ proposal }),
        ...keyed(key),
        body: { said },
      }),
    ),
  decideProposal: (proposal: number, accept: boolean, reason: string, guideline_version: number) =>
    of(
      api.POST('/api/v1/proposals/{proposal}/decision', {
        ...path({ proposal }),
        body: { accept, reason, guideline_version },
      }),
    ),
  guidelineChange: (project: number, number: number, since?: number) =>
    of(
      api.GET('/api/v1/projects/{project}/guideline/versions/{number}', {
        params: { path: { project, number }, query: { since } },
      }),
    ),
  touched: (project: number, number: number, query: Paging & T.TouchedBy) =>
    of(
      api.GET('/api/v1/projects/{project}/guideline/versions/{number}/touched', {
        params: { path: { project, number }, query },
      }),
    ),
  askAgain: (project: number, number: number, items: number[], key: string) =>
    of(
      api.POST('/api/v1/projects/{project}/guideline/versions/{number}/ask-again', {
        ...path({ project, number }),
        ...keyed(key),
        body: { items },
      }),
    ),
  sawGuideline: (project: number) =>
    of(api.POST('/api/v1/projects/{project}/guideline/seen', path({ project }))),
  cases: (project: number, query: Paging & { contains: string }) =>
    of(api.GET('/api/v1/projects/{project}/cases', { params: { path: { project }, query } })),
  decideCase: (project: number, body: T.CaseIn) =>
    of(api.POST('/api/v1/projects/{project}/cases', { ...path({ project }), body })),
  takeBackCase: (id: number) =>
    of(api.DELETE('/api/v1/cases/{case}', { ...path({ case: id }), ...keyed(`case-${id}`) })),
  beside: (claim: number) => of(api.GET('/api/v1/claims/{claim}/beside', path({ claim }))),
  outlook: (project: number) => of(api.GET('/api/v1/projects/{project}/outlook', path({ project }))),
  projectPeople: (project: number, query: Paging & { search: string }) =>
    of(api.GET('/api/v1/projects/{project}/people', { params: { path: { project }, query } })),
  stateCost: (project: number, body: T.AnswerCost) =>
    of(api.PUT('/api/v1/projects/{project}/answer-cost', { ...path({ project }), body })),
  report: (project: number): Promise<string> =>
    of(api.GET('/api/v1/projects/{project}/report', { ...path({ project }), parseAs: 'text' as const })),
  /** Where the report is, for a browser that keeps it as a file. */
  reportAddress: (project: number) => `/api/v1/projects/${String(project)}/report`,
  quality: (project: number) => of(api.GET('/api/v1/projects/{project}/quality', path({ project }))),
  dependence: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/dependence', { params: { path: { project }, query } })),
  reveal: (finding: number, reason: string) =>
    of(api.POST('/api/v1/dependence/{finding}/reveal', { ...path({ finding }), body: { reason } })),
  appealReveal: (own_reveal: number, argument: string) =>
    of(api.POST('/api/v1/reveals/{own_reveal}/appeal', { ...path({ own_reveal }), body: { argument } })),
  withdrawRevealAppeal: (appealed_reveal: number) =>
    of(api.POST('/api/v1/reveals/{appealed_reveal}/appeal/withdraw', path({ appealed_reveal }))),
  decideReveal: (reveal_appeal: number, upheld: boolean, reason: string) =>
    of(
      api.POST('/api/v1/reveal-appeals/{reveal_appeal}/decision', {
        ...path({ reveal_appeal }),
        body: { upheld, reason },
      }),
    ),
  refit: (project: number) =>
    of(api.POST('/api/v1/projects/{project}/refit', { ...path({ project }), parseAs: 'text' })),
  digest: () => of(api.GET('/api/v1/me/digest')),
  setDigest: (body: T.DigestPlan) => of(api.PUT('/api/v1/me/digest', { body })),
  endDigest: () => of(api.DELETE('/api/v1/me/digest', { parseAs: 'text' })),
  stopDigest: (token: string) =>
    of(api.POST('/api/v1/digest/stop', { params: { query: { token } }, parseAs: 'text' })),
}
