import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { calls } from '@/api/calls'
import type { BulkWhich, ManyIn, Project } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { count } from '@/ui/format'
import { TroubleNote } from '@/ui/Trouble'
import { bulk as s } from '@/ui/strings/bulk'
import { general } from '@/ui/strings/general'

export interface ChangedMany {
  changed: number
  passed: number
  becomes: ManyIn['becomes']
}

interface ChangeManyProps {
  project: Project
  which: BulkWhich
  onDone: (made: ChangedMany) => void
  onClose: () => void
}

/** Many items set aside or put back, with a reason. It goes on part by part, so that no request is long. */
export function ChangeMany({ project, which, onDone, onClose }: ChangeManyProps) {
  const [becomes, setBecomes] = useState<ManyIn['becomes']>(
    which.state === 'set-aside' ? 'open' : 'set-aside',
  )
  const [reason, setReason] = useState('')
  const [told, setTold] = useState(0)
  const stopped = useRef(false)
  const run = useMutation({
    mutationFn: async () => {
      let [changed, passed] = [0, 0]
      let after: ManyIn['after'] = []
      for (;;) {
        const part = await calls.changeMany(project.id, { ...which, becomes, reason: reason.trim(), after })
        changed += part.changed
        passed += Object.values(part.passed).reduce((sum, n) => sum + n, 0)
        setTold(changed)
        if (part.next === null || stopped.current) return { changed, passed, becomes }
        after = part.next
      }
    },
    onSuccess: onDone,
  })
  const close = () => {
    // What is under way ends with its part, and what was done stays.
    stopped.current = true
    if (!run.isPending) onClose()
  }
  return (
    <Dialog title={s.change} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          stopped.current = false
          run.mutate()
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={s.becomes}
            value={becomes}
            onChange={(value) => {
              setBecomes(value as ManyIn['becomes'])
            }}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="set-aside" label={s.setAside} description={s.setAsideNote} />
              <Radio value="open" label={s.putBack} description={s.putBackNote} />
            </Stack>
          </Radio.Group>
          <Textarea
            label={general.reason}
            description={general.reasonHint}
            value={reason}
            maxLength={1000}
            autosize
            minRows={2}
            required
            data-autofocus
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          <Text size="sm" role="status">
            {run.isPending && s.changing(count(told))}
          </Text>
          {run.error && <TroubleNote error={run.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {run.isPending ? s.stop : general.cancel}
            </Button>
            <Button type="submit" loading={run.isPending} disabled={reason.trim() === ''}>
              {becomes === 'open' ? s.putBack : s.setAside}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
