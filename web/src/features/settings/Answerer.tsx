import { NumberInput, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { amending } from '@/ui/strings/amending'
import { PersonSelect } from './PersonSelect'

/** Who answers what people ask: somebody who reviews or leads the project. */
export function Answerer({ project }: { project: Project }) {
  const client = useQueryClient()
  const notice = useNotice()
  const answering = useQuery(queries.answering(project.id))
  const grants = useQuery(queries.grants(project.id))
  const save = useMutation({
    mutationFn: ({ person, days }: { person: number | null; days: number }) =>
      calls.setAnswering(project.id, person, days),
    onSuccess: (made) => {
      client.setQueryData(queries.answering(project.id).queryKey, made)
      notice({ text: amending.answerer.saved })
    },
  })
  const granted = new Set((grants.data ?? []).map((row) => row.person_id))
  return (
    <Panel title={amending.answerer.title} note={amending.answerer.note}>
      <Ready query={answering}>
        {(read) => (
          <Stack gap="md">
            <PersonSelect
              label={amending.answerer.who}
              fits={(row) => row.role !== 'annotator' || granted.has(row.id)}
              name={read.answerer}
              clearable
              maw={360}
              placeholder={amending.answerer.default}
              value={read.answerer_id === null ? null : String(read.answerer_id)}
              onChange={(value) => {
                save.mutate({ person: value === null ? null : Number(value), days: read.comment_days })
              }}
            />
            <NumberInput
              label={amending.answerer.days}
              description={amending.answerer.daysHint}
              maw={360}
              min={0}
              max={90}
              allowDecimal={false}
              defaultValue={read.comment_days}
              onBlur={(event) => {
                const days = Number(event.currentTarget.value)
                if (event.currentTarget.value !== '' && days !== read.comment_days && days >= 0 && days <= 90)
                  save.mutate({ person: read.answerer_id, days })
              }}
            />
          </Stack>
        )}
      </Ready>
      {save.error && <TroubleNote error={save.error} />}
    </Panel>
  )
}
