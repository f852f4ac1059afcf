import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { readForm } from '@/kinds/registry'
import { Ready, Waiting } from '@/ui/LoadMore'
import { Empty, useTitle } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
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
  const [behind, setBehind] = useState<ReadonlySet<number>>(new Set())
  const row = query.data?.pages.flatMap((page) => page.rows).find((one) => !behind.has(one.id))
  const { fetchNextPage, hasNextPage, isFetching } = query
  const dry = query.data !== undefined && row === undefined && hasNextPage
  useEffect(() => {
    if (dry && !isFetching) void fetchNextPage()
  }, [dry, fetchNextPage, isFetching])
  if (query.error && !query.data)
    return <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || dry) return <Waiting />
  if (row === undefined && behind.size === 0) return <Empty title={s.empty.title} why={s.empty.why} />
  if (row === undefined)
    return (
      <Empty title={s.through.title} why={s.through.why}>
        <Button
          onClick={() => {
            setBehind(new Set())
            void client.resetQueries({ queryKey: queries.appeals(project.id).queryKey })
          }}
        >
          {s.again}
        </Button>
      </Empty>
    )
  return (
    <One
      key={row.id}
      project={project}
      id={row.id}
      onDone={() => {
        setBehind((before) => new Set(before).add(row.id))
      }}
    />
  )
}

function One({ project, id, onDone }: { project: Project; id: number; onDone: () => void }) {
  const query = useQuery(queries.appeal(id))
  const form = useMemo(() => readForm(project.questions), [project.questions])
  return (
    <Ready query={query}>
      {(appeal) => (
        <AppealBench key={appeal.standing} project={project} form={form} appeal={appeal} onDone={onDone} />
      )}
    </Ready>
  )
}
