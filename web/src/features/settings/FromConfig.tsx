import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import type { ConfigRead, ConfigTag } from '@/api/types'
import { count } from '@/ui/format'
import { TroubleNote } from '@/ui/Trouble'
import { settings as s } from '@/ui/strings/settings'
import styles from './Settings.module.css'

/** A Label Studio labelling config, and what became of each of its tags. */
export function FromConfig({ onRead }: { onRead: (read: ConfigRead, name: string) => void }) {
  const [config, setConfig] = useState('')
  const [file, setFile] = useState('')
  const read = useMutation({
    mutationFn: () => calls.readConfig(config, file),
    onSuccess: (found) => {
      onRead(found, file)
    },
  })
  const change = (text: string, name: string) => {
    setConfig(text)
    setFile(name)
    read.reset()
  }
  return (
    <Stack gap="md" mt="lg">
      <Textarea
        label={s.configText}
        description={s.configHint}
        value={config}
        autosize
        minRows={5}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: styles.config }}
        onChange={(event) => {
          change(event.currentTarget.value, file)
        }}
      />
      <Group gap="xs">
        <Button
          loading={read.isPending}
          disabled={config.trim() === ''}
          onClick={() => {
            read.mutate()
          }}
        >
          {s.configRead}
        </Button>
        <FileButton
          accept=".xml,.txt,text/xml"
          inputProps={{ 'aria-label': s.configFile }}
          onChange={(chosen) => {
            if (chosen)
              void chosen.text().then((text) => {
                change(text.replace(/^\ufeff/, ''), chosen.name.replace(/\.[^.]*$/, '').slice(0, 120))
              })
          }}
        >
          {(props) => (
            <Button {...props} variant="default">
              {s.configFile}
            </Button>
          )}
        </FileButton>
      </Group>
      {read.error && <TroubleNote error={read.error} />}
      {read.data && <Account read={read.data} />}
    </Stack>
  )
}

function Account({ read }: { read: ConfigRead }) {
  const renamed = Object.entries(read.renamed)
  return (
    <div role="status">
      <dl className={styles.account}>
        <div>
          <dt>{s.configKept(count(read.kept), read.kept === 1)}</dt>
          {read.changed.length + read.lost.length === 0 && <dd>{s.configNothingLost}</dd>}
        </div>
        <Tags title={s.configChanged} tags={read.changed} />
        <Tags title={s.configLost} tags={read.lost} />
        {read.columns.length > 0 && (
          <div>
            <dt>{s.configColumns}</dt>
            {read.columns.map((one) => (
              <dd key={one.part}>
                <code>{one.column}</code> {s.configColumn(one.type)}
              </dd>
            ))}
          </div>
        )}
        {renamed.length > 0 && (
          <div>
            <dt>{s.configRenamed}</dt>
            {renamed.map(([control, key]) => (
              <dd key={control}>
                <code>{control}</code> → <code>{key}</code>
              </dd>
            ))}
            <Text size="xs" c="dimmed" component="dd" m={0}>
              {s.configRenamedHint}
            </Text>
          </div>
        )}
      </dl>
    </div>
  )
}

function Tags({ title, tags }: { title: string; tags: ConfigTag[] }) {
  if (tags.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {tags.map((tag, i) => (
        <dd key={i}>
          <code>{tag.item}</code>{' '}
          <span lang="en">
            {tag.what}: {tag.why}
          </span>
        </dd>
      ))}
    </div>
  )
}
