import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useMatches, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Refused } from '@/api/http'
import { queries } from '@/api/queries'
import { Waiting } from '@/ui/LoadMore'
import { Page } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { arriving } from '@/ui/arriving'
import { app } from '@/ui/strings/app'
import { NoAccess } from './NoAccess'
import { NotFound } from './NotFound'
import styles from './ProjectFrame.module.css'

const DeskWay = arriving(() => import('./DeskWay'), 'DeskWay', { Meanwhile: () => null })

/** Whether an address may name something at all. */
const isId = (text: string) => /^\d{1,9}$/.test(text)

/** The head of a project's pages: its name, its sections, and the way to the desk. */
export function ProjectFrame() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId' })
  const query = useQuery({ ...queries.project(Number(projectId)), enabled: isId(projectId) })
  const need = useMatches({ select: (matches) => matches.at(-1)?.staticData.need })
  const s = app.project
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const isHere = query.data !== undefined
  // On a narrow screen the row of sections is wider than the window: the one that is open stands in sight.
  useEffect(() => {
    const row = tabs.current
    const open = row?.querySelector<HTMLElement>('[data-status="active"]')
    if (row && open)
      row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2
  }, [pathname, isHere])
  if (!isId(projectId)) return <NotFound />
  if (query.error && !query.data) {
    if (query.error instanceof Refused && query.error.status === 404) return <NotFound />
    return (
      <Page title="" narrow>
        <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (!query.data) return <Waiting />
  const project = query.data
  const reviews = project.my_role !== 'annotator'
  const manages = project.my_role === 'manager'
  // Whoever only answers is told at the desk itself: what is left for them is theirs alone.
  const told = project.progress
  const isDone =
    told !== null && told !== undefined && told.items > 0 && told.settled + told.set_aside >= told.items
  const params = { projectId }
  return (
    <Page
      title={project.name}
      above={
        <Link to="/" className={styles.back}>
          {app.myProjects}
        </Link>
      }
      actions={
        <>
          {project.state !== 'active' && (
            <Badge size="lg" variant="light" color="gray">
              {project.state === 'paused' ? s.paused : s.archived}
            </Badge>
          )}
          {project.state === 'active' && !isDone && <DeskWay projectId={projectId} />}
        </>
      }
    >
      <nav className={styles.tabs} aria-label={s.sections} ref={tabs}>
        <Link
          to="/projects/$projectId"
          params={params}
          activeOptions={{ exact: true }}
          className={styles.tab}
        >
          {s.overview}
        </Link>
        <Link to="/projects/$projectId/mine" params={params} className={styles.tab}>
          {s.mine}
        </Link>
        <Link to="/projects/$projectId/guideline" params={params} className={styles.tab}>
          {s.guideline}
        </Link>
        {reviews && (
          <>
            <Link to="/projects/$projectId/items" params={params} className={styles.tab}>
              {s.items}
            </Link>
            <Link to="/projects/$projectId/review" params={params} className={styles.tab}>
              {s.review}
            </Link>
            <Link to="/projects/$projectId/appeals" params={params} className={styles.tab}>
              {s.appeals}
            </Link>
            <Link to="/projects/$projectId/flags" params={params} className={styles.tab}>
              {s.flags}
            </Link>
          </>
        )}
        {manages && (
          <>
            <Link to="/projects/$projectId/data" params={params} className={styles.tab}>
              {s.data}
            </Link>
            <Link to="/projects/$projectId/settings" params={params} className={styles.tab}>
              {s.settings}
            </Link>
          </>
        )}
      </nav>
      {need && !(need === 'reviewer' ? reviews : manages) ? (
        <NoAccess need={need} projectId={projectId} />
      ) : (
        <Outlet />
      )}
    </Page>
  )
}
