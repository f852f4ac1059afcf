import { createRoute, createRouter, type ErrorComponentProps } from '@tanstack/react-router'
import type { ItemQuery, ItemState, SettledHow } from '@/api/types'
import { arriving } from '@/ui/arriving'
import { TroubleNote } from '@/ui/Trouble'
import { Door } from './Door'
import { entrance, root } from './entrance'
import type { Need } from './NoAccess'
import { wholePage, wholeWindow } from './WholePage'

type GuidelinePart = 'threads' | 'cases' | 'proposals' | 'changes'

/** All else is behind the sign-in, which shows itself in place, so that an address is never lost. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Door })

const Shell = arriving(() => import('./Shell'), 'Shell', { around: wholeWindow })
const UnsentPage = arriving(() => import('@/features/unsent/UnsentPage'), 'UnsentPage', { around: wholePage })
const DeskPage = arriving(
  async () => {
    // Where the desk leads to without a connection is here before the desk is.
    const [page] = await Promise.all([
      import('@/features/desk/DeskPage'),
      Shell.preload(),
      UnsentPage.preload(),
    ])
    return page
  },
  'DeskPage',
  { around: wholeWindow },
)

const desk = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$projectId/desk',
  validateSearch: (search: Record<string, unknown>): { claim?: number } =>
    Number.isInteger(search.claim) ? { claim: search.claim as number } : {},
  component: DeskPage,
})

const practice = createRoute({
  getParentRoute: () => inside,
  path: '/practice',
  component: arriving(
    async () => {
      const page = await import('@/features/desk/PracticePage')
      await page.bringPractice()
      return page
    },
    'PracticePage',
    { around: wholeWindow },
  ),
})

/** The frame of all other pages. */
const shell = createRoute({ getParentRoute: () => inside, id: 'shell', component: Shell })

const projects = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: arriving(() => import('@/features/projects/ProjectsPage'), 'ProjectsPage', {
    around: wholePage,
  }),
})
const unsent = createRoute({
  getParentRoute: () => shell,
  path: '/unsent',
  component: UnsentPage,
})
const newProject = createRoute({
  getParentRoute: () => shell,
  path: '/projects/new',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/settings/NewProjectPage'), 'NewProjectPage', {
    around: wholePage,
  }),
})
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/organization/PeoplePage'), 'PeoplePage', {
    around: wholePage,
  }),
})
const applicants = createRoute({
  getParentRoute: () => shell,
  path: '/people/applications',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/applying/ApplicantsPage'), 'ApplicantsPage', {
    around: wholePage,
  }),
})
const application = createRoute({
  getParentRoute: () => shell,
  path: '/me/application',
  component: arriving(() => import('./MyApplication'), 'MyApplication', { around: wholePage }),
})
const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$personId',
  component: arriving(() => import('@/features/quality/PersonQualityPage'), 'PersonQualityPage', {
    around: wholePage,
  }),
})
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/changes',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/organization/AuditPage'), 'AuditPage', { around: wholePage }),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: arriving(() => import('@/features/account/AccountPage'), 'AccountPage', { around: wholePage }),
})
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: arriving(() => import('@/features/inbox/InboxPage'), 'InboxPage', { around: wholePage }),
})
const myAppeals = createRoute({
  getParentRoute: () => shell,
  path: '/me/appeals',
  component: arriving(() => import('@/features/appeals/MyAppealsPage'), 'MyAppealsPage', {
    around: wholePage,
  }),
})
const myRestrictions = createRoute({
  getParentRoute: () => shell,
  path: '/me/restrictions',
  component: arriving(() => import('@/features/restrictions/RestrictionsPage'), 'RestrictionsPage', {
    around: wholePage,
  }),
})
const myQualifications = createRoute({
  getParentRoute: () => shell,
  path: '/me/qualifications',
  component: arriving(
    () => import('@/features/qualifications/MyQualificationsPage'),
    'MyQualificationsPage',
    { around: wholePage },
  ),
})
const qualifications = createRoute({
  getParentRoute: () => shell,
  path: '/qualifications',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/qualifications/QualificationsPage'), 'QualificationsPage', {
    around: wholePage,
  }),
})
const newQualification = createRoute({
  getParentRoute: () => shell,
  path: '/qualifications/new',
  staticData: { need: 'leads' },
  component: arriving(
    () => import('@/features/qualifications/NewQualificationPage'),
    'NewQualificationPage',
    { around: wholePage },
  ),
})
const qualification = createRoute({
  getParentRoute: () => shell,
  path: '/qualifications/$qualificationId',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/qualifications/QualificationPage'), 'QualificationPage', {
    around: wholePage,
  }),
})
const assessments = createRoute({
  getParentRoute: () => shell,
  path: '/assessments',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/assessments/AssessmentsPage'), 'AssessmentsPage', {
    around: wholePage,
  }),
})
const assessment = createRoute({
  getParentRoute: () => shell,
  path: '/assessments/$assessmentId',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/assessments/AssessmentPage'), 'AssessmentPage', {
    around: wholePage,
  }),
})
const myAssessments = createRoute({
  getParentRoute: () => shell,
  path: '/me/assessments',
  component: arriving(() => import('@/features/assessments/MyAssessmentsPage'), 'MyAssessmentsPage', {
    around: wholePage,
  }),
})
const attempt = createRoute({
  getParentRoute: () => shell,
  path: '/me/assessments/$attemptId',
  component: arriving(() => import('@/features/assessments/AttemptPage'), 'AttemptPage', {
    around: wholePage,
  }),
})
const myPay = createRoute({
  getParentRoute: () => shell,
  path: '/me/pay',
  component: arriving(() => import('@/features/pay/MyPayPage'), 'MyPayPage', { around: wholePage }),
})
const organizationPay = createRoute({
  getParentRoute: () => shell,
  path: '/pay',
  staticData: { need: 'leads' },
  component: arriving(() => import('@/features/pay/OrganizationPayPage'), 'OrganizationPayPage', {
    around: wholePage,
  }),
})
const myQuality = createRoute({
  getParentRoute: () => shell,
  path: '/me/quality',
  component: arriving(() => import('@/features/quality/MyQualityPage'), 'MyQualityPage', {
    around: wholePage,
  }),
})

const project = createRoute({
  getParentRoute: () => shell,
  path: '/projects/$projectId',
  component: arriving(() => import('./ProjectFrame'), 'ProjectFrame', { around: wholePage }),
})
const overview = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: arriving(() => import('@/features/overview/OverviewPage'), 'OverviewPage'),
})
const report = createRoute({
  getParentRoute: () => project,
  path: '/report',
  staticData: { need: 'reviewer' },
  component: arriving(() => import('@/features/overview/ReportPage'), 'ReportPage'),
})
const mine = createRoute({
  getParentRoute: () => project,
  path: '/mine',
  component: arriving(() => import('@/features/mine/MyAnswersPage'), 'MyAnswersPage'),
})
const ITEM_STATES: readonly unknown[] = [
  'open',
  'settled',
  'expert',
  'held',
  'set-aside',
] satisfies ItemState[]
const isItemState = (value: unknown): value is ItemState => ITEM_STATES.includes(value)
const HOWS: readonly unknown[] = [
  'met',
  'most-reached',
  'no-gain',
  'by-person',
  'on-count',
  'unknown',
] satisfies SettledHow[]
const isHow = (value: unknown): value is SettledHow => HOWS.includes(value)
const items = createRoute({
  getParentRoute: () => project,
  path: '/items',
  staticData: { need: 'reviewer' },
  validateSearch: (search: Record<string, unknown>): ItemQuery => ({
    ...(isItemState(search.state) ? { state: search.state } : {}),
    ...(isHow(search.how) ? { how: search.how } : {}),
    ...(search.gold === true ? { gold: true } : {}),
    ...(search.aside === 'duplicate' || search.aside === 'by-lead' ? { aside: search.aside } : {}),
    // An id may look like a number in the address.
    ...(search.search !== undefined ? { search: String(search.search) } : {}),
    ...(search.contains !== undefined ? { contains: String(search.contains) } : {}),
    ...(Number.isInteger(search.data_import) ? { data_import: search.data_import as number } : {}),
    ...(search.order === 'disputed' ? { order: 'disputed' as const } : {}),
  }),
  component: arriving(() => import('@/features/items/ItemsPage'), 'ItemsPage'),
})
const item = createRoute({
  getParentRoute: () => project,
  path: '/items/$itemId',
  staticData: { need: 'reviewer' },
  component: arriving(() => import('@/features/items/ItemPage'), 'ItemPage'),
})
const review = createRoute({
  getParentRoute: () => project,
  path: '/review',
  staticData: { need: 'reviewer' },
  component: arriving(() => import('@/features/review/ReviewPage'), 'ReviewPage'),
})
const appeals = createRoute({
  getParentRoute: () => project,
  path: '/appeals',
  staticData: { need: 'reviewer' },
  component: arriving(() => import('@/features/appeals/AppealsPage'), 'AppealsPage'),
})
const flags = createRoute({
  getParentRoute: () => project,
  path: '/flags',
  staticData: { need: 'reviewer' },
  component: arriving(() => import('@/features/items/FlagsPage'), 'FlagsPage'),
})
const GUIDELINE_PARTS: readonly unknown[] = [
  'threads',
  'cases',
  'proposals',
  'changes',
] satisfies GuidelinePart[]
const isPart = (value: unknown): value is GuidelinePart => GUIDELINE_PARTS.includes(value)
const guideline = createRoute({
  getParentRoute: () => project,
  path: '/guideline',
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    part?: GuidelinePart
    thread?: number
    proposal?: number
    version?: number
    since?: number
  } => ({
    ...(isPart(search.part) ? { part: search.part } : {}),
    ...(Number.isInteger(search.thread) ? { thread: search.thread as number } : {}),
    ...(Number.isInteger(search.proposal) ? { proposal: search.proposal as number } : {}),
    ...(Number.isInteger(search.version) ? { version: search.version as number } : {}),
    ...(Number.isInteger(search.since) ? { since: search.since as number } : {}),
  }),
  component: arriving(() => import('@/features/guideline/GuidelinePage'), 'GuidelinePage'),
})
const personHere = createRoute({
  getParentRoute: () => project,
  path: '/people/$personId',
  component: arriving(() => import('@/features/quality/PersonQualityPage'), 'ProjectPersonPage'),
})
const howDecided = createRoute({
  getParentRoute: () => project,
  path: '/how-decided',
  component: arriving(() => import('@/features/restrictions/HowDecidedPage'), 'HowDecidedPage'),
})
const data = createRoute({
  getParentRoute: () => project,
  path: '/data',
  staticData: { need: 'manager' },
  component: arriving(() => import('@/features/data/DataPage'), 'DataPage'),
})
const redundancy = createRoute({
  getParentRoute: () => project,
  path: '/data/redundancy',
  staticData: { need: 'manager' },
  component: arriving(() => import('@/features/redundancy/RedundancyPage'), 'RedundancyPage'),
})
const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  staticData: { need: 'manager' },
  component: arriving(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
})

function Broken({ error }: ErrorComponentProps) {
  return wholePage(
    <TroubleNote
      error={error}
      onRetry={() => {
        window.location.reload()
      }}
    />,
  )
}

export const router = createRouter({
  routeTree: root.addChildren([
    ...entrance,
    inside.addChildren([
      desk,
      practice,
      shell.addChildren([
        projects,
        unsent,
        newProject,
        applicants,
        application,
        people,
        person,
        audit,
        account,
        inbox,
        myQuality,
        myAppeals,
        myRestrictions,
        myQualifications,
        qualifications,
        newQualification,
        qualification,
        myPay,
        assessments,
        assessment,
        myAssessments,
        attempt,
        organizationPay,
        project.addChildren([
          overview,
          report,
          mine,
          items,
          item,
          review,
          appeals,
          flags,
          guideline,
          personHere,
          howDecided,
          data,
          redundancy,
          settings,
        ]),
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page asks of whoever opens it; its frame says so to everybody else. */
    need?: Need
  }
  interface Register {
    router: typeof router
  }
}
