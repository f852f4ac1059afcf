import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { qualifying } from '@/api/qualifying'
import type { RecordNamed } from '@/api/types'
import { LinkButton } from '@/ui/LinkButton'
import { Panel } from '@/ui/Page'
import { records } from '@/ui/strings/records'
import { TroubleNote } from '@/ui/Trouble'

const s = records.take

/** My signed record of qualifications, as a file. */
export function TakeRecord() {
  const [named, setNamed] = useState<RecordNamed>('name')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const label = useId()
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      const record = await qualifying.myRecord(named)
      keep(`qualifications-${record.as_of}.json`, `${JSON.stringify(record, null, 2)}\n`)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={s.title} note={s.note}>
      <Stack gap="md" align="flex-start">
        <Group gap="xs">
          <Text id={label} size="sm">
            {s.named}
          </Text>
          <SegmentedControl<RecordNamed>
            aria-labelledby={label}
            size="xs"
            value={named}
            onChange={setNamed}
            data={[
              { value: 'name', label: s.name },
              { value: 'pseudonym', label: s.pseudonym },
            ]}
          />
        </Group>
        <Group gap="xs">
          <Button
            variant="default"
            loading={busy}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void download()}
          >
            {s.download}
          </Button>
          <LinkButton to="/check-record" variant="subtle">
            {s.check}
          </LinkButton>
        </Group>
        {error !== null && <TroubleNote error={error} />}
      </Stack>
    </Panel>
  )
}

/** Hands a file to the browser's downloads. */
function keep(name: string, content: string) {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser may still be reading it when the click returns.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 10_000)
}
