/** The calls of handing over: taking up what a colleague began, and what became of one's own. */
import { api, of, path, type Paging } from './calls'
import { pages } from './paged'

export const handing = {
  takeUp: (claim: number) => of(api.POST('/api/v1/claims/{claim}/take-up', path({ claim }))),
  takeBack: (claim: number) => of(api.POST('/api/v1/claims/{claim}/take-back', path({ claim }))),
  handedOver: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/handed-over', { params: { path: { project }, query } })),
}

/** What is read of it and kept for a while, by key. */
export const handingQueries = {
  handedOver: (id: number) =>
    pages(['projects', id, 'history', 'handed-over'], (after) =>
      handing.handedOver(id, { after, limit: 20 }),
    ),
}
