import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { redundancy as s } from '@/ui/strings/redundancy'
import { Drafts } from './Drafts'
import { ImportPanel } from './ImportPanel'
import { Imports } from './Imports'
import { Versions } from './Versions'

/** What goes into the project and what comes out of it. */
export function DataPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/data' })
  const project = useQuery(queries.project(Number(projectId)))
  return (
    <Ready query={project}>
      {(read) => (
        <>
          <Versions project={read} />
          <Panel
            title={s.title}
            note={s.offer}
            actions={
              <LinkButton to="/projects/$projectId/data/redundancy" params={{ projectId }} variant="default">
                {s.open}
              </LinkButton>
            }
          >
            {null}
          </Panel>
          <ImportPanel project={read} />
          <Imports projectId={read.id} />
          <Drafts projectId={read.id} />
        </>
      )}
    </Ready>
  )
}
