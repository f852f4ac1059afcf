/** An account and its organizations: signing one up, going from one to another, a home across them, leaving one. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { api, me, of } from './calls'
import { enterAs } from './session'
import type * as T from './types'

/** A project of another organization of mine. */
const PROJECT = '/api/v1/me/elsewhere/{organization}/projects/{project}'

const at = (organization: number, project: number) => ({ params: { path: { organization, project } } })

export const membershipCalls = {
  askForSignUpLink: (body: T.SignUpLink) => of(api.POST('/api/v1/organizations/link', { body })),
  askForReset: (body: T.ProofLink) => of(api.POST('/api/v1/reset/link', { body })),
  signUpLink: (token: string) => of(api.POST('/api/v1/organizations/preview', { body: { token } })),
  goTo: (organization_id: number) =>
    me(of(api.PUT('/api/v1/session/organization', { body: { organization_id } }))),
  elsewhere: () => of(api.GET('/api/v1/me/elsewhere')),
  sampleThere: (organization: number, project: number) =>
    of(api.GET(`${PROJECT}/sample`, at(organization, project))),
  wishThere: (organization: number, project: number, wish: T.WorkWish) =>
    of(api.PUT(`${PROJECT}/wish`, { ...at(organization, project), body: { wish } })),
  leaveThere: (organization: number, project: number) =>
    of(api.POST(`${PROJECT}/leave`, at(organization, project))),
  leave: () => of(api.POST('/api/v1/me/leave')),
  ownWayBack: (own: boolean, password: string) =>
    of(api.PUT('/api/v1/me/own-way-back', { body: { own, password } })),
}

/** What is open to me, and waits for me, in my other organizations. */
export const elsewhere = () => queryOptions({ queryKey: ['elsewhere'], queryFn: membershipCalls.elsewhere })

/** The sample of a project there. */
export const sampleThere = (organization: number, project: number) =>
  queryOptions({
    queryKey: [...elsewhere().queryKey, organization, project, 'sample'],
    queryFn: () => membershipCalls.sampleThere(organization, project),
  })

interface Going {
  organization: number
  /** The address to open there. */
  to?: string
}

/** Goes on in another organization of my account, at an address there. */
export function useGoTo() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  return useMutation({
    mutationFn: ({ organization }: Going) => membershipCalls.goTo(organization),
    onSuccess: async (there, { to }) => {
      // Home first: no page of the organization that is left asks for its things in the other one.
      await navigate({ to: '/' })
      enterAs(client, there)
      if (to) router.history.push(to)
    },
  })
}
