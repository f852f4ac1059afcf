import { Button, Loader } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { mayPass } from '@/api/http'
import { queries } from '@/api/queries'
import type { ClaimResult, Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import { arriving } from '@/ui/arriving'
import { FirstWay } from '@/ui/FirstWay'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { Empty, useTitle } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { language } from '@/ui/locale'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import styles from './DeskPage.module.css'
import type { Turn } from './turn'
import { useTurn } from './useTurn'
import { useAhead } from './wishes'
import { Work } from './Work'

const OwnStill = arriving(() => import('./OwnStill'), 'OwnStill')

/** The desk: one item at a time, its questions, and the guideline beside it. */
export function DeskPage() {
  const { projectId } = useParams({ from: '/inside/projects/$projectId/desk' })
  const project = useQuery(queries.project(Number(projectId)))
  if (!project.data)
    return (
      <Around project={null} projectId={projectId}>
        <div className={styles.centre}>
          <Ready query={project}>{() => null}</Ready>
        </div>
      </Around>
    )
  return <Desk project={project.data} />
}

function Desk({ project }: { project: Project }) {
  const { claim: lookingBack } = useSearch({ from: '/inside/projects/$projectId/desk' })
  const navigate = useNavigate()
  const [wanted, setWanted] = useAhead()
  const { turn, held, next: fetchNext } = useTurn(project.id, lookingBack, wanted)
  const ahead = useMemo(() => ({ wanted, held, onWant: setWanted }), [wanted, held, setWanted])
  const projectId = String(project.id)
  useTitle(s.title(project.name))
  const look = (claim: number | undefined) =>
    void navigate({
      to: '/projects/$projectId/desk',
      params: { projectId },
      search: claim === undefined ? {} : { claim },
    })
  const next = () => {
    if (lookingBack === undefined) fetchNext()
    else look(undefined)
  }
  if (turn.at === 'item' && (lookingBack === undefined || turn.claim.id === lookingBack))
    return (
      <Formed questions={project.questions}>
        {(form) => (
          <Work
            key={turn.claim.id}
            project={project}
            form={form}
            claim={turn.claim}
            ahead={ahead}
            onNext={next}
            onLook={look}
            onReload={fetchNext}
          />
        )}
      </Formed>
    )
  return (
    <Around project={project} projectId={projectId}>
      <div className={styles.centre}>
        <Still turn={turn} projectId={projectId} onRetry={fetchNext} />
      </div>
    </Around>
  )
}

/** Why there is no item on the desk, and what to do. */
function Still({ turn, projectId, onRetry }: { turn: Turn; projectId: string; onRetry: () => void }) {
  const params = { projectId }
  switch (turn.at) {
    case 'fetching':
    case 'item':
      return <Loader size="sm" type="dots" aria-label={general.loading} />
    case 'waiting':
      return (
        <Empty title={s.waiting.title} why={s.waiting.why}>
          <Button onClick={onRetry}>{s.waiting.now}</Button>
          <LinkButton to="/unsent" variant="default">
            {s.waiting.list}
          </LinkButton>
        </Empty>
      )
    case 'offline':
      return (
        <Empty title={s.offline.title} why={s.offline.why}>
          <Button onClick={onRetry}>{s.waiting.now}</Button>
        </Empty>
      )
    case 'refused':
      return (
        <>
          <TroubleNote error={turn.error} onRetry={mayPass(turn.error) ? onRetry : undefined} />
          <LinkButton to="/" variant="default" mt="md">
            {s.noWork.projects}
          </LinkButton>
        </>
      )
    case 'no-work': {
      const why = turn.result.no_work ?? 'none'
      if (isOwn(why)) return <OwnStill reason={why} project={Number(projectId)} onBack={onRetry} />
      const words = s.noWork[why]
      return (
        <Empty
          title={words.title}
          why={
            turn.looking
              ? s.noWork.looking
              : language === 'en'
                ? turn.result.message || words.why
                : words.why || turn.result.message
          }
        >
          {turn.result.no_work === 'not-qualified' && (
            <LinkButton to="/me/qualifications">{s.noWork.howQualified}</LinkButton>
          )}
          <LinkButton to="/" variant={turn.result.no_work === 'not-qualified' ? 'default' : 'filled'}>
            {s.noWork.projects}
          </LinkButton>
          <LinkButton to="/projects/$projectId/mine" params={params} variant="default">
            {s.noWork.mine}
          </LinkButton>
          <Button variant="subtle" onClick={onRetry}>
            {s.noWork.look}
          </Button>
        </Empty>
      )
    }
  }
}

type NoWork = NonNullable<ClaimResult['no_work']> | 'none'

/** Whether it is by the person's own word. */
const isOwn = (why: NoWork): why is Exclude<NoWork, keyof typeof s.noWork> =>
  why === 'away' || why.startsWith('own-')

interface AroundProps {
  project: Project | null
  projectId: string
  children: ReactNode
}

function Around({ project, projectId, children }: AroundProps) {
  return (
    <div className={styles.desk}>
      <header className={styles.bar}>
        <Link to="/projects/$projectId" params={{ projectId }} className={styles.leave}>
          <IconArrowLeft size={18} aria-hidden />
          <span className={styles.name}>{project?.name ?? s.leave}</span>
        </Link>
      </header>
      <FirstWay stays />
      <main className={styles.still}>
        <h1 className={styles.hidden}>{project?.name ?? s.leave}</h1>
        {children}
      </main>
    </div>
  )
}
