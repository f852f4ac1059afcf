import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import type { ItemQuery, ItemState } from '@/api/types'
import { Page } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { Door } from './Door'
import { NotFound } from './NotFound'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NotFound />
    </main>
  ),
})

/** An invitation is opened without signing in. */
const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('@/features/entrance/JoinPage'), 'JoinPage'),
})

/** All else is behind the sign-in, which shows itself in place, so that an address is never lost. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Door })

const desk = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/desk',
  validateSearch: (search: Record<string, unknown>): { claim?: number } =>
    Number.isInteger(search.claim) ? { claim: search.claim as number } : {},
  component: lazyRouteComponent(() => import('@/features/desk/DeskPage'), 'DeskPage'),
})

/** The frame of all other pages; the desk does without it, so it is not loaded with the desk. */
const shell = createRoute({
  getParentRoute: () => inside,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
})

const projects = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/projects/ProjectsPage'), 'ProjectsPage'),
})
const unsent = createRoute({
  getParentRoute: () => shell,
  path: '/unsent',
  component: lazyRouteComponent(() => import('@/features/unsent/UnsentPage'), 'UnsentPage'),
})
const newProject = createRoute({
  getParentRoute: () => shell,
  path: '/projects/new',
  component: lazyRouteComponent(() => import('@/features/settings/NewProjectPage'), 'NewProjectPage'),
})
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('@/features/organization/PeoplePage'), 'PeoplePage'),
})
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/changes',
  component: lazyRouteComponent(() => import('@/features/organization/AuditPage'), 'AuditPage'),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: lazyRouteComponent(() => import('@/features/account/AccountPage'), 'AccountPage'),
})
const myQuality = createRoute({
  getParentRoute: () => shell,
  path: '/me/quality',
  component: lazyRouteComponent(() => import('@/features/account/MyQualityPage'), 'MyQualityPage'),
})

const project = createRoute({
  getParentRoute: () => shell,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('./ProjectFrame'), 'ProjectFrame'),
})
const overview = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/overview/OverviewPage'), 'OverviewPage'),
})
const mine = createRoute({
  getParentRoute: () => project,
  path: '/mine',
  component: lazyRouteComponent(() => import('@/features/mine/MyAnswersPage'), 'MyAnswersPage'),
})
const ITEM_STATES: readonly unknown[] = [
  'open',
  'settled',
  'expert',
  'held',
  'set-aside',
] satisfies ItemState[]
const isItemState = (value: unknown): value is ItemState => ITEM_STATES.includes(value)
const items = createRoute({
  getParentRoute: () => project,
  path: '/items',
  validateSearch: (search: Record<string, unknown>): ItemQuery => ({
    ...(isItemState(search.state) ? { state: search.state } : {}),
    ...(search.gold === true ? { gold: true } : {}),
    ...(search.aside === 'duplicate' || search.aside === 'by-lead' ? { aside: search.aside } : {}),
    // An id may look like a number in the address.
    ...(search.search !== undefined ? { search: String(search.search) } : {}),
    ...(search.contains !== undefined ? { contains: String(search.contains) } : {}),
    ...(search.order === 'disputed' ? { order: 'disputed' as const } : {}),
  }),
  component: lazyRouteComponent(() => import('@/features/items/ItemsPage'), 'ItemsPage'),
})
const item = createRoute({
  getParentRoute: () => project,
  path: '/items/$itemId',
  component: lazyRouteComponent(() => import('@/features/items/ItemPage'), 'ItemPage'),
})
const review = createRoute({
  getParentRoute: () => project,
  path: '/review',
  component: lazyRouteComponent(() => import('@/features/review/ReviewPage'), 'ReviewPage'),
})
const flags = createRoute({
  getParentRoute: () => project,
  path: '/flags',
  component: lazyRouteComponent(() => import('@/features/items/FlagsPage'), 'FlagsPage'),
})
const data = createRoute({
  getParentRoute: () => project,
  path: '/data',
  component: lazyRouteComponent(() => import('@/features/data/DataPage'), 'DataPage'),
})
const redundancy = createRoute({
  getParentRoute: () => project,
  path: '/data/redundancy',
  component: lazyRouteComponent(() => import('@/features/redundancy/RedundancyPage'), 'RedundancyPage'),
})
const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
})

function Broken({ error }: ErrorComponentProps) {
  return (
    <Page title={general.name} narrow>
      <TroubleNote
        error={error}
        onRetry={() => {
          window.location.reload()
        }}
      />
    </Page>
  )
}

export const router = createRouter({
  routeTree: root.addChildren([
    join,
    inside.addChildren([
      desk,
      shell.addChildren([
        projects,
        unsent,
        newProject,
        people,
        audit,
        account,
        myQuality,
        project.addChildren([overview, mine, items, item, review, flags, data, redundancy, settings]),
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
