import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Choices as Chosen, ContentWarning } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { work as w } from '@/ui/strings/work'

const WARNINGS = Object.keys(w.warning) as ContentWarning[]

/** What I chose for my own work: nobody else reads it. */
export function Choices() {
  const query = useQuery(queries.choices())
  return (
    <Panel title={w.choices.title} note={w.choices.note}>
      <Ready query={query}>{(kept) => <Fields key={JSON.stringify(kept)} kept={kept} />}</Ready>
    </Panel>
  )
}

function Fields({ kept }: { kept: Chosen }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [chosen, setChosen] = useState(kept)
  const save = useMutation({
    mutationFn: () => calls.choose(chosen),
    onSuccess: (made) => {
      client.setQueryData(queries.choices().queryKey, made)
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      notice({ text: w.choices.saved })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <Checkbox.Group
          label={w.choices.avoids}
          description={w.choices.avoidsHint}
          value={chosen.avoids}
          onChange={(names) => {
            setChosen({ ...chosen, avoids: names as ContentWarning[] })
          }}
        >
          <Group gap="sm" mt="xs">
            {WARNINGS.map((name) => (
              <Checkbox key={name} value={name} label={w.warning[name]} />
            ))}
          </Group>
        </Checkbox.Group>
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={JSON.stringify(kept) === JSON.stringify(chosen)}
          >
            {w.choices.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
