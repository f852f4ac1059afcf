import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import { supplying, supplyingQueries } from '@/api/supplying'
import type { Version } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { TroubleNote } from '@/ui/Trouble'
import { UseList } from '@/ui/UseList'
import { general } from '@/ui/strings/general'
import { uses as s } from '@/ui/strings/uses'
import { Details } from './Details'

/** What a version was used for, and a way to say it. */
export function Uses({ version }: { version: Version }) {
  return (
    <Details summary={s.title}>
      <Said version={version} />
    </Details>
  )
}

function Said({ version }: { version: Version }) {
  const query = useInfiniteQuery(supplyingQueries.uses(version.id))
  const [open, { open: show, close }] = useDisclosure(false)
  return (
    <Stack gap="sm" mt="sm" align="flex-start">
      <PagedList
        query={query}
        empty={
          <Text size="sm" c="dimmed">
            {s.none}
          </Text>
        }
      >
        {(rows) => <UseList uses={rows} />}
      </PagedList>
      <Button variant="default" size="xs" onClick={show}>
        {s.record}
      </Button>
      {open && <Recording version={version} close={close} />}
    </Stack>
  )
}

type Kind = 'training' | 'note'

function Recording({ version, close }: { version: Version; close: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key] = useState(newId)
  const [kind, setKind] = useState<Kind>('training')
  const [consumer, setConsumer] = useState('')
  const [purpose, setPurpose] = useState('')
  const complete = consumer.trim() !== '' && purpose.trim() !== ''
  const record = useMutation({
    mutationFn: () =>
      supplying.recordUse(version.id, { kind, consumer: consumer.trim(), purpose: purpose.trim() }, key),
    onSuccess: async () => {
      close()
      notice({ text: s.recorded })
      await client.invalidateQueries({ queryKey: supplyingQueries.uses(version.id).queryKey })
      await client.invalidateQueries({ queryKey: queries.outlook(version.project_id).queryKey })
    },
  })
  return (
    <Dialog title={s.record} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (complete) record.mutate()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{s.explains}</Text>
          <TextInput
            label={s.consumer}
            description={s.consumerHint}
            value={consumer}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => {
              setConsumer(event.currentTarget.value)
            }}
          />
          <Textarea
            label={s.purpose}
            value={purpose}
            maxLength={2_000}
            autosize
            minRows={3}
            required
            onChange={(event) => {
              setPurpose(event.currentTarget.value)
            }}
          />
          <Select
            label={s.kind}
            value={kind}
            allowDeselect={false}
            data={[
              { value: 'training', label: s.kinds.training },
              { value: 'note', label: s.kinds.note },
            ]}
            onChange={(value) => {
              setKind(value === 'note' ? 'note' : 'training')
            }}
          />
          {record.error && <TroubleNote error={record.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={record.isPending} disabled={!complete}>
              {s.record}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
