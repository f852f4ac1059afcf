import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import { LinkButton } from '@/ui/LinkButton'
import { Ready } from '@/ui/LoadMore'
import { OneByOne } from '@/ui/OneByOne'
import { Empty, useTitle } from '@/ui/Page'
import { review as s } from '@/ui/strings/review'
import { ReviewBench } from './ReviewBench'

/** A second look at items, one at a time, those first from which most is to be expected. */
export function ReviewPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/review' })
  const project = useQuery(queries.project(Number(projectId)))
  useTitle(project.data ? `${s.title} · ${project.data.name}` : s.title)
  return <Ready query={project}>{(read) => <Queue key={read.form_version} project={read} />}</Ready>
}

function Queue({ project }: { project: Project }) {
  const client = useQueryClient()
  const query = useInfiniteQuery(queries.reviews(project.id))
  const params = { projectId: String(project.id) }
  return (
    <OneByOne
      query={query}
      empty={
        <Empty title={s.empty.title} why={s.empty.why}>
          <LinkButton to="/projects/$projectId/items" params={params} variant="default">
            {s.seeItems}
          </LinkButton>
        </Empty>
      }
      through={s.through}
      onAgain={() => void client.resetQueries({ queryKey: queries.reviews(project.id).queryKey })}
    >
      {(row, pass) => <One key={row.id} project={project} item={row.id} gain={row.gain} onDone={pass} />}
    </OneByOne>
  )
}

interface OneProps {
  project: Project
  item: number
  gain: number
  onDone: () => void
}

function One({ project, item, gain, onDone }: OneProps) {
  const query = useQuery(queries.itemBlind(item))
  return (
    <Ready query={query}>
      {(detail) => (
        <Formed questions={project.questions}>
          {(form) => (
            <ReviewBench
              key={detail.reviews[0]?.id ?? 0}
              project={project}
              form={form}
              detail={detail}
              gain={gain}
              onDone={onDone}
            />
          )}
        </Formed>
      )}
    </Ready>
  )
}
