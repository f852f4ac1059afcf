/** The calls of an organization: people, teams, invitations, tokens, the list of changes. */
import { api, keyed, of, path, whole, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const organizing = {
  sessions: () => whole((query) => of(api.GET('/api/v1/sessions', { params: { query } }))),
  endSession: (session_id: number) => of(api.DELETE('/api/v1/sessions/{session_id}', path({ session_id }))),
  endOtherSessions: () => of(api.DELETE('/api/v1/sessions')),
  tokens: () => whole((query) => of(api.GET('/api/v1/tokens', { params: { query } }))),
  makeToken: (body: T.TokenIn) => of(api.POST('/api/v1/tokens', { body })),
  revokeToken: (token_id: number) => of(api.DELETE('/api/v1/tokens/{token_id}', path({ token_id }))),
  people: (query: Paging & { search?: string }) => of(api.GET('/api/v1/people', { params: { query } })),
  changePerson: (person_id: number, body: T.PersonPatch) =>
    of(api.PATCH('/api/v1/people/{person_id}', { ...path({ person_id }), body })),
  makeResetLink: (person_id: number) =>
    of(api.POST('/api/v1/people/{person_id}/reset-link', path({ person_id }))),
  withdrawResetLink: (person_id: number) =>
    of(api.DELETE('/api/v1/people/{person_id}/reset-link', path({ person_id }))),
  teams: () => whole((query) => of(api.GET('/api/v1/teams', { params: { query } }))),
  makeTeam: (name: string) => of(api.POST('/api/v1/teams', { body: { name } })),
  renameTeam: (team_id: number, name: string) =>
    of(api.PATCH('/api/v1/teams/{team_id}', { ...path({ team_id }), body: { name } })),
  removeTeam: (team_id: number, body: T.Basis) =>
    of(
      api.POST('/api/v1/teams/{team_id}/remove', { ...path({ team_id }), ...keyed(`team-${team_id}`), body }),
    ),
  invitations: () => whole((query) => of(api.GET('/api/v1/invitations', { params: { query } }))),
  invite: (body: T.InvitationIn) => of(api.POST('/api/v1/invitations', { body })),
  revokeInvitation: (invitation_id: number) =>
    of(api.DELETE('/api/v1/invitations/{invitation_id}', path({ invitation_id }))),
  audit: (query: Paging) => of(api.GET('/api/v1/audit', { params: { query } })),
}

/** What is read of it and kept for a while, by key. */
export const organizingQueries = {
  /** All whom the words fit; the key of nobody in particular begins every other one. */
  people: (search?: string) =>
    pages(search ? ['people', search] : ['people'], (after) =>
      organizing.people({ after, search: search ?? '', limit: 50 }),
    ),
  teams: () => queryOptions({ queryKey: ['teams'], queryFn: organizing.teams }),
  invitations: () => queryOptions({ queryKey: ['invitations'], queryFn: organizing.invitations }),
  audit: () => pages(['audit'], (after) => organizing.audit({ after, limit: 50 })),
  sessions: () => queryOptions({ queryKey: ['sessions'], queryFn: organizing.sessions }),
  tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: organizing.tokens }),
}
