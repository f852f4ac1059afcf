import { Button, Group, NumberInput, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { decimal } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { work as w } from '@/ui/strings/work'

/** A place to say about how many minutes an item takes, for whoever likes to; asked at most once a day. */
export function Effort({ project }: { project: number }) {
  const client = useQueryClient()
  const notice = useNotice()
  const { data } = useQuery(queries.effort(project))
  const [minutes, setMinutes] = useState<number | null>(null)
  const refresh = () => {
    void client.invalidateQueries({ queryKey: queries.effort(project).queryKey })
    void client.invalidateQueries({ queryKey: ['projects', 'list'] })
  }
  const say = useMutation({
    mutationFn: (said: number | null) =>
      said === null ? calls.withdrawEffort(project) : calls.reportEffort(project, said),
    onSuccess: (_, said) => {
      setMinutes(null)
      refresh()
      notice({ text: said === null ? w.own.withdrawn : w.own.said })
    },
  })
  if (!data) return null
  return (
    <Panel title={w.own.title} note={w.own.note}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (minutes !== null) say.mutate(minutes)
        }}
      >
        <Group align="flex-end" gap="sm">
          {data.minutes !== null && <Text>{w.own.again(decimal(data.minutes, 1))}</Text>}
          {!data.today && (
            <>
              <NumberInput
                label={w.own.minutes}
                w={160}
                min={0.1}
                max={600}
                decimalScale={1}
                hideControls
                value={minutes ?? ''}
                onChange={(value) => {
                  setMinutes(typeof value === 'number' ? value : null)
                }}
              />
              <Button type="submit" variant="default" loading={say.isPending} disabled={minutes === null}>
                {w.own.say}
              </Button>
            </>
          )}
          {data.minutes !== null && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                say.mutate(null)
              }}
            >
              {w.own.withdraw}
            </Button>
          )}
        </Group>
        {say.error && <TroubleNote error={say.error} />}
      </form>
    </Panel>
  )
}
