import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Formed } from '@/kinds/Formed'
import { Ready } from '@/ui/LoadMore'
import { OneByOne } from '@/ui/OneByOne'
import { Empty, useTitle } from '@/ui/Page'
import { appeals } from '@/ui/strings/appeals'
import { AppealBench } from './AppealBench'

const s = appeals.deciding

/** Appeals that wait for a decision, one at a time; the one that is due first comes first. */
export function AppealsPage() {
  const { projectId } = useParams({ from: '/inside/shell/projects/$projectId/appeals' })
  const project = useQuery(queries.project(Number(projectId)))
  useTitle(project.data ? `${appeals.title} · ${project.data.name}` : appeals.title)
  return <Ready query={project}>{(read) => <Queue key={read.form_version} project={read} />}</Ready>
}

function Queue({ project }: { project: Project }) {
  const client = useQueryClient()
  const query = useInfiniteQuery(queries.appeals(project.id))
  return (
    <OneByOne
      query={query}
      empty={<Empty title={s.empty.title} why={s.empty.why} />}
      through={s.through}
      onAgain={() => void client.resetQueries({ queryKey: queries.appeals(project.id).queryKey })}
    >
      {(row, pass) => <One key={row.id} project={project} id={row.id} onDone={pass} />}
    </OneByOne>
  )
}

function One({ project, id, onDone }: { project: Project; id: number; onDone: () => void }) {
  const query = useQuery(queries.appeal(id))
  return (
    <Ready query={query}>
      {(appeal) => (
        <Formed questions={project.questions}>
          {(form) => (
            <AppealBench
              key={appeal.standing}
              project={project}
              form={form}
              appeal={appeal}
              onDone={onDone}
            />
          )}
        </Formed>
      )}
    </Ready>
  )
}
