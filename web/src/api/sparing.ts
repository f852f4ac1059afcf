/** The calls of redundancy: what is found, set aside, split. */
import { api, keyed, of, path, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const sparing = {
  redundancy: (project: number) => of(api.GET('/api/v1/projects/{project}/redundancy', path({ project }))),
  checkRedundancy: (project: number, body: T.CheckIn, key: string) =>
    of(api.POST('/api/v1/projects/{project}/redundancy', { ...path({ project }), ...keyed(key), body })),
  clusters: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/redundancy/clusters', { params: { path: { project }, query } })),
  clusterMembers: (project: number, cluster: number, query: Paging) =>
    of(
      api.GET('/api/v1/projects/{project}/redundancy/clusters/{cluster}/members', {
        params: { path: { project, cluster }, query },
      }),
    ),
  setAside: (project: number, body: T.SetAsideIn) =>
    of(
      api.POST('/api/v1/projects/{project}/redundancy/set-aside', {
        ...path({ project }),
        body: { only_exact: false, answered: false, ...body },
      }),
    ),
  restoreItems: (project: number, body: T.RestoreIn) =>
    of(api.POST('/api/v1/projects/{project}/redundancy/restore', { ...path({ project }), body })),
  splitCluster: (project: number, check: number, cluster: number, items: number[]) =>
    of(
      api.POST('/api/v1/projects/{project}/redundancy/splits', {
        ...path({ project }),
        body: { check, cluster, items },
      }),
    ),
  splits: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/redundancy/splits', { params: { path: { project }, query } })),
  forgetSplit: (project: number, split_id: number) =>
    of(
      api.DELETE('/api/v1/projects/{project}/redundancy/splits/{split_id}', {
        ...path({ project, split_id }),
        ...keyed(`split-${split_id}`),
      }),
    ),
  takeConsensus: (project: number, takes: boolean) =>
    of(api.PUT('/api/v1/projects/{project}/redundancy/consensus', { ...path({ project }), body: { takes } })),
}

/** What is read of it and kept for a while, by key. */
export const sparingQueries = {
  redundancy: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'redundancy'], queryFn: () => sparing.redundancy(id) }),
  clusters: (id: number) =>
    pages(['projects', id, 'redundancy', 'clusters'], (after) => sparing.clusters(id, { after, limit: 20 })),
  clusterMembers: (id: number, cluster: number) =>
    pages(['projects', id, 'redundancy', 'clusters', cluster], (after) =>
      sparing.clusterMembers(id, cluster, { after, limit: 30 }),
    ),
  splits: (id: number) =>
    pages(['projects', id, 'redundancy', 'splits'], (after) => sparing.splits(id, { after, limit: 20 })),
}
