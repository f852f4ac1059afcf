import { Select } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { guideline as s } from '@/ui/strings/guideline'

/** Who answers what people ask: somebody who reviews or leads the project. */
export function Answerer({ project }: { project: Project }) {
  const client = useQueryClient()
  const notice = useNotice()
  const answering = useQuery(queries.answering(project.id))
  const grants = useQuery(queries.grants(project.id))
  const people = useInfiniteQuery(queries.people())
  const save = useMutation({
    mutationFn: (person: number | null) => calls.nameAnswerer(project.id, person),
    onSuccess: (made) => {
      client.setQueryData(queries.answering(project.id).queryKey, made)
      notice({ text: s.answerer.saved })
    },
  })
  const granted = new Set((grants.data ?? []).map((row) => row.person_id))
  const candidates = (people.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter((row) => row.active && (row.role !== 'annotator' || granted.has(row.id)))
  return (
    <Panel title={s.answerer.title} note={s.answerer.note}>
      <Ready query={answering}>
        {(read) => (
          <Select
            label={s.answerer.who}
            searchable
            clearable
            maw={360}
            placeholder={s.answerer.default}
            data={
              read.answerer_id === null || candidates.some((row) => row.id === read.answerer_id)
                ? candidates.map((row) => ({ value: String(row.id), label: row.name }))
                : [
                    { value: String(read.answerer_id), label: read.answerer ?? '' },
                    ...candidates.map((row) => ({ value: String(row.id), label: row.name })),
                  ]
            }
            value={read.answerer_id === null ? null : String(read.answerer_id)}
            onChange={(value) => {
              save.mutate(value === null ? null : Number(value))
            }}
          />
        )}
      </Ready>
      {save.error && <TroubleNote error={save.error} />}
    </Panel>
  )
}
