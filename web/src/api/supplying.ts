/** The calls of data that comes in and versions that go out. */
import { api, keyed, of, path, raw, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const supplying = {
  imports: (project_id: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project_id}/imports', { params: { path: { project_id }, query } })),
  previewImport: (project_id: number, begin: Blob, query: T.PreviewQuery) =>
    of(
      api.POST('/api/v1/projects/{project_id}/imports/preview', {
        params: { path: { project_id }, query },
        ...raw(begin),
      }),
    ),
  importFaults: (import_id: number, query: Paging) =>
    of(api.GET('/api/v1/imports/{import_id}/faults', { params: { path: { import_id }, query } })),
  missedPictures: (import_id: number, query: Paging) =>
    of(api.GET('/api/v1/imports/{import_id}/pictures', { params: { path: { import_id }, query } })),
  fetchPictures: (import_id: number, key: string) =>
    of(api.POST('/api/v1/imports/{import_id}/pictures', { ...path({ import_id }), ...keyed(key) })),
  resumeImport: (import_id: number) =>
    of(api.POST('/api/v1/imports/{import_id}/resume', path({ import_id }))),
  undoing: (import_id: number) => of(api.GET('/api/v1/imports/{import_id}/undo', path({ import_id }))),
  undoImport: (import_id: number) => of(api.POST('/api/v1/imports/{import_id}/undo', path({ import_id }))),
  drafts: (project: number) => of(api.GET('/api/v1/projects/{project}/drafts', path({ project }))),
  deleteDrafts: (project: number) => of(api.DELETE('/api/v1/projects/{project}/drafts', path({ project }))),
  startImport: (project_id: number, file: Blob, query: T.ImportQuery, key: string) => {
    const { headers, ...sent } = raw(file)
    return of(
      api.POST('/api/v1/projects/{project_id}/imports', {
        params: { path: { project_id }, query },
        ...sent,
        headers: { ...headers, ...keyed(key).headers },
      }),
    )
  },
  versions: (project_id: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project_id}/versions', { params: { path: { project_id }, query } })),
  nextVersion: (project: number) => of(api.GET('/api/v1/projects/{project}/next-version', path({ project }))),
  versionChanges: (version_id: number, query: Paging) =>
    of(api.GET('/api/v1/versions/{version_id}/changes', { params: { path: { version_id }, query } })),
  uses: (version_id: number, query: Paging) =>
    of(api.GET('/api/v1/versions/{version_id}/uses', { params: { path: { version_id }, query } })),
  recordUse: (
    version_id: number,
    body: { kind: 'training' | 'note'; consumer: string; purpose: string },
    key: string,
  ) => of(api.POST('/api/v1/versions/{version_id}/uses', { ...path({ version_id }), ...keyed(key), body })),
  myVersions: (project_id: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project_id}/my-versions', { params: { path: { project_id }, query } })),
  publish: (project_id: number, known_limits: string, key: string) =>
    of(
      api.POST('/api/v1/projects/{project_id}/versions', {
        ...path({ project_id }),
        ...keyed(key),
        body: { known_limits },
      }),
    ),
  exportAddress: (version: number, format: string) =>
    `/api/v1/versions/${String(version)}/export?format=${encodeURIComponent(format)}`,
}

/** What is read of it and kept for a while, by key. */
export const supplyingQueries = {
  drafts: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'drafts'], queryFn: () => supplying.drafts(id) }),
  /** What undoing an import would do; people work meanwhile, so each time it is looked at anew. */
  undoing: (id: number) =>
    queryOptions({ queryKey: ['imports', id, 'undoing'], queryFn: () => supplying.undoing(id), gcTime: 0 }),
  imports: (id: number) =>
    pages(['projects', id, 'imports'], (after) => supplying.imports(id, { after, limit: 20 })),
  importFaults: (id: number) =>
    pages(['imports', id, 'faults'], (after) => supplying.importFaults(id, { after, limit: 50 })),
  missedPictures: (id: number) =>
    pages(['imports', id, 'pictures'], (after) => supplying.missedPictures(id, { after, limit: 50 })),
  /** Others answer meanwhile: each time it is looked at anew. */
  nextVersion: (id: number) =>
    queryOptions({
      queryKey: ['projects', id, 'next-version'],
      queryFn: () => supplying.nextVersion(id),
      gcTime: 0,
    }),
  versionChanges: (id: number) =>
    pages(['versions', id, 'changes'], (after) => supplying.versionChanges(id, { after, limit: 20 })),
  uses: (id: number) => pages(['versions', id, 'uses'], (after) => supplying.uses(id, { after, limit: 20 })),
  myVersions: (id: number) =>
    pages(['projects', id, 'my-versions'], (after) => supplying.myVersions(id, { after, limit: 20 })),
  versions: (id: number) =>
    pages(['projects', id, 'versions'], (after) => supplying.versions(id, { after, limit: 20 })),
}
