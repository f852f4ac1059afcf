import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Refused } from '@/api/http'
import { useKeeping, useUnsent } from '@/api/keeping/context'
import { Asking } from '@/ui/Asking'
import { moment } from '@/ui/format'
import { Empty, Page, Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { mine } from '@/ui/strings/mine'
import { general } from '@/ui/strings/general'

const s = mine.unsent

/** Work that the server has not heard of yet. */
export function UnsentPage() {
  const unsent = useUnsent()
  const { outbox } = useKeeping()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    try {
      await outbox.flush()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title={s.title}
      lead={unsent.length > 0 ? s.lead : undefined}
      narrow
      actions={
        unsent.length > 0 && (
          <Button loading={busy} onClick={() => void send()}>
            {s.sendNow}
          </Button>
        )
      }
    >
      {unsent.length === 0 && <Empty title={s.empty.title} why={s.empty.why} />}
      {unsent.map((errand) => (
        <Panel key={errand.id}>
          <Stack gap="sm">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Text style={{ overflowWrap: 'anywhere' }}>
                <strong>{s[errand.what]}</strong> {errand.excerpt}
              </Text>
              <Badge
                variant="light"
                color={errand.state === 'refused' ? 'red' : 'gray'}
                style={{ flex: 'none' }}
              >
                {s[errand.state]}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {s.kept(moment(new Date(errand.at).toISOString()))}
            </Text>
            <details>
              <summary>{s.content}</summary>
              <Code block>{JSON.stringify(errand.body, null, 2)}</Code>
            </details>
            {errand.problem && <TroubleNote error={new Refused(errand.problem)} />}
            {errand.state === 'refused' && (
              <Group>
                <Button variant="default" size="xs" onClick={() => void outbox.retry(errand.id)}>
                  {general.retry}
                </Button>
                <Asking
                  label={s.discard}
                  title={s.discardTitle}
                  explains={s.discardExplains}
                  danger
                  button={{ size: 'xs', variant: 'subtle', color: 'red' }}
                  does={() => outbox.discard(errand.id)}
                />
              </Group>
            )}
          </Stack>
        </Panel>
      ))}
    </Page>
  )
}
