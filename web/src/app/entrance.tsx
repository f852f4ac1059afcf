/** The pages that are there without signing in. */
import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { arriving } from '@/ui/arriving'
import { NotFound } from './NotFound'
import { wholeWindow } from './WholePage'

export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NotFound />
    </main>
  ),
})

/** An invitation is opened without signing in; what follows its # stays in the browser. */
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: arriving(() => import('@/features/entrance/JoinPage'), 'JoinPage', { around: wholeWindow }),
})

/** Invitations of an older goodwork, until they have run out: the token leaves the address and the history. */
const joinBefore = createRoute({
  getParentRoute: () => root,
  path: '/join/$token',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/join', hash: params.token, replace: true })
  },
})

/** So is a link with which somebody sets a new password. */
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: arriving(() => import('@/features/entrance/ResetPage'), 'ResetPage', { around: wholeWindow }),
})

/** So is a link with which somebody makes an organization. */
const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: arriving(() => import('@/features/entrance/StartPage'), 'StartPage', { around: wholeWindow }),
})

/** So is the link at the end of a digest. */
const noDigest = createRoute({
  getParentRoute: () => root,
  path: '/no-digest',
  component: arriving(() => import('@/features/entrance/NoDigestPage'), 'NoDigestPage', {
    around: wholeWindow,
  }),
})

/** What an organization says to whoever has no account. */
const workWithUs = createRoute({
  getParentRoute: () => root,
  path: '/work-with-us/$address',
  component: arriving(() => import('@/features/entrance/WorkWithUsPage'), 'WorkWithUsPage', {
    around: wholeWindow,
  }),
})

/** Whether a record of qualifications is as this server signed it, for anybody. */
const checkRecord = createRoute({
  getParentRoute: () => root,
  path: '/check-record',
  component: arriving(() => import('@/features/entrance/CheckRecordPage'), 'CheckRecordPage', {
    around: wholeWindow,
  }),
})

export const entrance = [join, joinBefore, reset, start, noDigest, workWithUs, checkRecord] as const
