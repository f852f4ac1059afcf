import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { readForm } from '@/kinds/registry'
import { LinkButton } from '@/ui/LinkButton'
import { Ready, Waiting } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
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
  const [behind, setBehind] = useState<ReadonlySet<number>>(new Set())
  const params = { projectId: String(project.id) }
  const row = query.data?.pages.flatMap((page) => page.rows).find((one) => !behind.has(one.id))
  const { fetchNextPage, hasNextPage, isFetching } = query
  const dry = query.data !== undefined && row === undefined && hasNextPage
  useEffect(() => {
    if (dry && !isFetching) void fetchNextPage()
  }, [dry, fetchNextPage, isFetching])
  const pass = (item: number) => {
    setBehind((before) => new Set(before).add(item))
  }
  if (query.error && !query.data)
    return <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || dry) return <Waiting />
  if (row === undefined && behind.size === 0)
    return (
      <Empty title={s.empty.title} why={s.empty.why}>
        <LinkButton to="/projects/$projectId/items" params={params} variant="default">
          {s.seeItems}
        </LinkButton>
      </Empty>
    )
  if (row === undefined)
    return (
      <Empty title={s.through.title} why={s.through.why}>
        <Button
          onClick={() => {
            setBehind(new Set())
            void client.resetQueries({ queryKey: queries.reviews(project.id).queryKey })
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
      item={row.id}
      gain={row.gain}
      onDone={() => {
        pass(row.id)
      }}
    />
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
  const form = useMemo(() => readForm(project.questions), [project.questions])
  return (
    <Ready query={query}>
      {(detail) => (
        <ReviewBench
          key={detail.reviews[0]?.id ?? 0}
          project={project}
          form={form}
          detail={detail}
          gain={gain}
          onDone={onDone}
        />
      )}
    </Ready>
  )
}
