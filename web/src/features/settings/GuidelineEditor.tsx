import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { useTyped } from '@/api/keeping/typed'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { day } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { MarkdownText } from '@/ui/MarkdownText'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { settings as s } from '@/ui/strings/settings'
import { Restored } from './Restored'
import styles from './Settings.module.css'

/** The guideline with its preview and its versions. */
export function GuidelineEditor({ project }: { project: Project }) {
  const client = useQueryClient()
  const notice = useNotice()
  const typed = useTyped(`${String(project.id)}-guideline`, {
    markdown: project.guideline.markdown,
    note: '',
  })
  const { markdown, note } = typed.value
  const setMarkdown = (next: string) => {
    typed.set((before) => ({ ...before, markdown: next }))
  }
  const [view, setView] = useState('write')
  const [old, setOld] = useState(false)
  const save = useMutation({
    mutationFn: () => calls.writeGuideline(project.id, markdown, note.trim()),
    onSuccess: async (made) => {
      typed.done()
      notice({ text: s.guidelineSaved(made.version) })
      await client.invalidateQueries({ queryKey: queries.project(project.id).queryKey })
    },
  })
  return (
    <Panel
      title={s.guideline}
      note={s.guidelineNote}
      actions={
        <SegmentedControl
          aria-label={s.guideline}
          value={view}
          onChange={setView}
          data={[
            { value: 'write', label: s.write },
            { value: 'see', label: s.see },
          ]}
        />
      }
    >
      <Restored typed={typed} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          {view === 'write' ? (
            <Textarea
              aria-label={s.guidelineText}
              value={markdown}
              maxLength={200_000}
              autosize
              minRows={8}
              maxRows={30}
              onChange={(event) => {
                setMarkdown(event.currentTarget.value)
              }}
            />
          ) : (
            <div className={styles.seen}>
              <MarkdownText text={markdown} />
            </div>
          )}
          <TextInput
            label={s.guidelineChange}
            value={note}
            maxLength={500}
            onChange={(event) => {
              const { value } = event.currentTarget
              typed.set((before) => ({ ...before, note: value }))
            }}
          />
          {save.error && <TroubleNote error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={markdown === project.guideline.markdown}>
              {s.guidelineSave}
            </Button>
          </Group>
        </Stack>
      </form>
      <details
        className={styles.details}
        onToggle={(event) => {
          setOld(event.currentTarget.open)
        }}
      >
        <summary>{s.guidelineVersions}</summary>
        {old && <Versions projectId={project.id} onRestore={setMarkdown} />}
      </details>
    </Panel>
  )
}

function Versions({ projectId, onRestore }: { projectId: number; onRestore: (markdown: string) => void }) {
  const query = useQuery(queries.guidelineVersions(projectId))
  return (
    <Ready query={query}>
      {(versions) => (
        <ul className={styles.versions}>
          {versions.map((version) => (
            <li key={version.version}>
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm">
                  <strong>{version.version}</strong> <bdi>{version.note}</bdi>
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {day(version.created_on)}
                  </Text>
                </Text>
                <Button
                  size="xs"
                  variant="subtle"
                  style={{ flex: 'none' }}
                  onClick={() => {
                    onRestore(version.markdown)
                  }}
                >
                  {s.restore}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Ready>
  )
}
