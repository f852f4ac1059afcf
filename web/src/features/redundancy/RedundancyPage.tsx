import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { sparingQueries } from '@/api/sparing'
import type { Redundancy, RedundancyCheck } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { Empty, Panel, useTitle } from '@/ui/Page'
import { TroubleBox } from '@/ui/Trouble'
import { redundancy as s } from '@/ui/strings/redundancy'
import { Answer } from './Answer'
import { CheckForm } from './CheckForm'
import { Clusters } from './Clusters'
import styles from './Redundancy.module.css'
import { Running } from './Running'
import { Splits } from './Splits'

/** Milliseconds between two looks at what goes on; a page where nothing does asks nothing. */
const LOOK = 1_000

/** Which items of a project repeat each other, and what becomes of them. */
export function RedundancyPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/data/redundancy' })
  const project = Number(projectId)
  const client = useQueryClient()
  const query = useQuery({
    ...sparingQueries.redundancy(project),
    refetchInterval: ({ state }) => (state.data && goesOn(state.data) ? LOOK : false),
  })
  useTitle(s.title)
  // When something ends, clusters, items and the numbers of the project have changed.
  const going = query.data ? goesOn(query.data) : false
  const before = useRef(going)
  useEffect(() => {
    if (before.current && !going) void client.invalidateQueries({ queryKey: ['projects', project] })
    before.current = going
  }, [client, going, project])
  return (
    <>
      <Link to="/projects/$projectId/data" params={{ projectId }} className={styles.back}>
        {s.back}
      </Link>
      <Ready query={query}>{(read) => <Seen project={project} read={read} />}</Ready>
    </>
  )
}

function goesOn(read: Redundancy): boolean {
  return runs(read.newest) || read.found?.task != null
}

function runs(check: RedundancyCheck | null): boolean {
  return check?.state === 'waiting' || check?.state === 'running'
}

function Seen({ project, read }: { project: number; read: Redundancy }) {
  const { newest, found } = read
  const busy = runs(newest)
  return (
    <>
      {busy && newest && <Running check={newest} />}
      {newest && (newest.state === 'failed' || newest.error) && (
        <div className={styles.failed}>
          <TroubleBox
            {...(newest.state === 'failed' ? s.failed : s.taskFailed)}
            faults={newest.error ? [{ where: '', what: newest.error }] : []}
          />
        </div>
      )}
      {found ? (
        <>
          <Answer project={project} read={read} found={found} />
          {found.clusters > 0 && <Clusters project={project} check={found} />}
        </>
      ) : (
        !busy &&
        newest?.state !== 'failed' && (
          <Panel>
            <Empty title={s.empty.title} why={read.items === 0 ? s.empty.noItems : s.empty.why} />
          </Panel>
        )
      )}
      {!busy && read.items > 0 && <CheckForm key={found?.id ?? 0} project={project} read={read} />}
      {read.splits > 0 && <Splits project={project} />}
    </>
  )
}
