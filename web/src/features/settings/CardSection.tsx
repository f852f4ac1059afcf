import { Button, Checkbox, Group, NumberInput, Stack, TagsInput, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Card, ContentWarning, Project } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { settings } from '@/ui/strings/settings'
import { work as w } from '@/ui/strings/work'

const WARNINGS = Object.keys(w.warning) as ContentWarning[]

/** What the project tells those who choose their work, beside its purpose. */
export function CardSection({ project }: { project: Project }) {
  const query = useQuery(queries.card(project.id))
  return (
    <Panel title={w.card.title} note={w.card.note}>
      <Ready query={query}>
        {(card) => <Fields key={JSON.stringify(card)} project={project} kept={card} />}
      </Ready>
    </Panel>
  )
}

function Fields({ project, kept }: { project: Project; kept: Card }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [card, setCard] = useState(kept)
  const save = useMutation({
    mutationFn: () => calls.setCard(project.id, card),
    onSuccess: (made) => {
      client.setQueryData(queries.card(project.id).queryKey, made)
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      notice({ text: w.card.saved })
    },
  })
  const change = (patch: Partial<Card>) => {
    setCard((before) => ({ ...before, ...patch }))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <Textarea
          label={w.card.deliverables}
          description={w.card.deliverablesHint}
          value={card.deliverables}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => {
            change({ deliverables: event.currentTarget.value })
          }}
        />
        <TagsInput
          label={w.card.languages}
          description={w.card.languagesHint}
          maw={360}
          maxTags={20}
          value={card.languages}
          onChange={(codes) => {
            change({
              languages: codes.map((code) => code.toLowerCase()).filter((code) => /^[a-z]{2,3}$/.test(code)),
            })
          }}
        />
        <Checkbox.Group
          label={w.card.warnings}
          value={card.warnings}
          onChange={(chosen) => {
            change({ warnings: chosen as ContentWarning[] })
          }}
        >
          <Group gap="sm" mt="xs">
            {WARNINGS.map((name) => (
              <Checkbox key={name} value={name} label={w.warning[name]} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label={w.card.sample}
          description={w.card.sampleHint}
          maw={360}
          min={1}
          allowDecimal={false}
          hideControls
          value={card.sample_item ?? ''}
          onChange={(value) => {
            change({ sample_item: typeof value === 'number' ? value : null })
          }}
        />
        {save.error && <TroubleNote error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {settings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
