import { Button, Code, Group, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { supplying, supplyingQueries } from '@/api/supplying'
import type { Project, Version } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { Dialog } from '@/ui/Dialog'
import { day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { StateMark } from '@/ui/StateMark'
import { TroubleNote } from '@/ui/Trouble'
import { data as s } from '@/ui/strings/data'
import { general } from '@/ui/strings/general'
import styles from './Data.module.css'
import { Downloads } from './Downloads'
import { NextVersionFacts } from './NextVersion'
import { Uses } from './Uses'
import { VersionChanges } from './VersionChanges'

const LOOK = 1_500

export function Versions({ project }: { project: Project }) {
  const query = useInfiniteQuery({
    ...supplyingQueries.versions(project.id),
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.rows.some((one) => one.state === 'making') ? LOOK : false,
  })
  return (
    <Panel title={s.versions} note={s.versionsNote} actions={<Publish project={project} />}>
      <PagedList query={query} empty={<Text c="dimmed">{s.versionsEmpty}</Text>}>
        {(versions) => (
          <div>
            {versions.map((version) => (
              <VersionRow key={version.id} version={version} />
            ))}
          </div>
        )}
      </PagedList>
    </Panel>
  )
}

function VersionRow({ version }: { version: Version }) {
  return (
    <article className={styles.import}>
      <div className={styles.importHead}>
        <strong className={styles.importName}>{s.version(version.number)}</strong>
        <StateMark state={version.state}>{s.versionState[version.state]}</StateMark>
        <span className={styles.small}>{day(version.created_on)}</span>
      </div>
      <p className={styles.limits}>{version.known_limits}</p>
      {version.error && <p className={styles.error}>{version.error}</p>}
      {version.state === 'published' && (
        <>
          <Downloads version={version} />
          {version.since !== null && <VersionChanges version={version} since={version.since} />}
          <Uses version={version} />
          <details className={styles.details}>
            <summary>{s.manifest}</summary>
            <Stack gap="sm" mt="sm">
              {version.sha256 && <CopyField label={s.sha256} value={version.sha256} />}
              <Code block>{JSON.stringify(version.manifest, null, 2)}</Code>
            </Stack>
          </details>
        </>
      )}
    </article>
  )
}

function Publish({ project }: { project: Project }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [open, { open: show, close }] = useDisclosure(false)
  const [limits, setLimits] = useState('')
  const [key, setKey] = useState(newId)
  const publish = useMutation({
    mutationFn: () => supplying.publish(project.id, limits.trim(), key),
    onSuccess: async () => {
      close()
      setLimits('')
      setKey(newId())
      notice({ text: s.published })
      await client.invalidateQueries({ queryKey: supplyingQueries.versions(project.id).queryKey })
    },
  })
  return (
    <>
      <Button onClick={show} disabled={(project.progress?.items ?? 0) === 0}>
        {s.publish}
      </Button>
      {open && (
        <Dialog title={s.publish} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (limits.trim() !== '') publish.mutate()
            }}
          >
            <Stack gap="md">
              <NextVersionFacts project={project} />
              <Text size="sm">{s.publishExplains}</Text>
              <Textarea
                label={s.knownLimits}
                description={s.knownLimitsHint}
                value={limits}
                maxLength={10_000}
                autosize
                minRows={4}
                required
                data-autofocus
                onChange={(event) => {
                  setLimits(event.currentTarget.value)
                }}
              />
              {publish.error && <TroubleNote error={publish.error} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                  {general.cancel}
                </Button>
                <Button type="submit" loading={publish.isPending} disabled={limits.trim() === ''}>
                  {s.publish}
                </Button>
              </Group>
            </Stack>
          </form>
        </Dialog>
      )}
    </>
  )
}
