import { Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { Project, Thread } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList, Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { Entries, Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { guideline as s } from '@/ui/strings/guideline'
import { Thanking } from '@/ui/Thanking'
import { TroubleNote } from '@/ui/Trouble'
import { Comments } from './Comments'

interface ThreadsProps {
  project: Project
  /** Whether the viewer answers here. */
  answers: boolean
}

type Which = 'open' | 'answered' | 'all'

/** The project's questions: those that wait, the longest first, or what was answered. */
export function Threads({ project, answers }: ThreadsProps) {
  const [which, setWhich] = useState<Which>('open')
  const query = useInfiniteQuery(queries.threads(project.id, which === 'all' ? undefined : which))
  const { data: waiting } = useQuery(queries.answering(project.id))
  return (
    <Panel>
      <Stack gap="lg">
        <SegmentedControl
          aria-label={s.filter}
          style={{ alignSelf: 'flex-start' }}
          value={which}
          onChange={(value) => {
            setWhich(value as Which)
          }}
          data={(['open', 'answered', 'all'] as const).map((value) => ({ value, label: s.states[value] }))}
        />
        {which === 'open' && waiting?.oldest_on != null && (
          <p className={said.small}>
            {s.waiting.title(waiting.open)}.{' '}
            {s.waiting.longest(day(waiting.oldest_on), waiting.median_on && day(waiting.median_on))}
          </p>
        )}
        <PagedList query={query} empty={<Empty {...s.empty[which]} />}>
          {(rows) => (
            <Entries rows={rows} keyOf={(thread) => thread.id}>
              {(thread) => <ThreadView project={project} thread={thread} answers={answers} />}
            </Entries>
          )}
        </PagedList>
      </Stack>
    </Panel>
  )
}

/** One of them, where a link of the inbox leads to. */
export function OneThread({ project, answers, id }: ThreadsProps & { id: number }) {
  const query = useQuery(queries.thread(id))
  return (
    <Panel>
      <Stack gap="lg">
        <Ready query={query}>
          {(thread) => <ThreadView project={project} thread={thread} answers={answers} opened />}
        </Ready>
        <Group>
          <LinkButton
            to="/projects/$projectId/guideline"
            params={{ projectId: String(project.id) }}
            search={{ part: 'threads' }}
            variant="default"
            size="xs"
          >
            {s.allThreads}
          </LinkButton>
        </Group>
      </Stack>
    </Panel>
  )
}

interface ViewProps extends ThreadsProps {
  thread: Thread
  opened?: boolean
}

function ThreadView({ project, thread, answers, opened = false }: ViewProps) {
  const client = useQueryClient()
  const notice = useNotice()
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['threads', thread.id] })
    await client.invalidateQueries({ queryKey: ['projects', project.id, 'threads'] })
    void client.invalidateQueries({ queryKey: ['projects', project.id, 'answering'] })
    void client.invalidateQueries({ queryKey: ['projects', project.id, 'cases'] })
  }
  const decide = useMutation({
    mutationFn: () => calls.decideCase(project.id, { source: 'thread', thread_id: thread.id, item_id: null }),
    onSuccess: async (made) => {
      notice({ text: made.waits ? s.decidedWaits : s.decided })
      await refresh()
    },
  })
  const open = thread.answered_on === null
  const archived = project.state === 'archived'
  return (
    <article className={said.entry} aria-label={thread.asked}>
      <h2 className={said.asked}>{thread.asked}</h2>
      <p className={said.small}>
        <bdi>{s.asks(thread.by, thread.mine)}</bdi> · <time dateTime={thread.on}>{day(thread.on)}</time>
        {thread.rule !== '' && ` · ${s.rule(thread.rule)}`}
      </p>
      <Excerpt text={thread.excerpt} quoted />
      {thread.withheld && <p className={said.small}>{s.withheld(!open)}</p>}
      {thread.answer !== null && thread.answered_on !== null && (
        <Words
          who={
            <>
              <bdi>{thread.answered_by ?? s.someone}</bdi> · {day(thread.answered_on)}
              {thread.changed_on !== null && `, ${s.changed(day(thread.changed_on))}`}
            </>
          }
          counts
        >
          {thread.answer}
        </Words>
      )}
      <Group gap="xs">
        {answers && !archived && (
          <Asking
            label={open ? s.answer : s.change}
            title={s.answerTitle}
            explains={s.answerExplains}
            asksReason
            reasonLabel={s.answer}
            button={{ size: 'xs', variant: open ? 'filled' : 'default' }}
            does={async (words) => {
              await calls.answerThread(thread.id, words)
              notice({ text: s.answered })
              await refresh()
            }}
          />
        )}
        {answers && !open && !archived && thread.case_id === null && (
          <Button
            size="xs"
            loading={decide.isPending}
            onClick={() => {
              decide.mutate()
            }}
          >
            {s.decide}
          </Button>
        )}
        {thread.case_id !== null && <span className={said.small}>{s.isCase}</span>}
        {project.my_role !== 'annotator' && thread.item_id !== null && (
          <LinkButton
            variant="subtle"
            size="xs"
            to="/projects/$projectId/items/$itemId"
            params={{ projectId: String(project.id), itemId: String(thread.item_id) }}
          >
            {s.seeItem}
          </LinkButton>
        )}
        {project.my_role !== 'annotator' && !thread.mine && (
          <Thanking
            name={thread.by}
            does={(words) => calls.thank(project.id, 'question', thread.id, words)}
          />
        )}
      </Group>
      {decide.error && <TroubleNote error={decide.error} />}
      {!thread.withheld && (
        <Comments
          count={thread.comments}
          readKey={queries.thread(thread.id).queryKey}
          read={() => calls.thread(thread.id)}
          send={(said, key) => calls.comment(thread.id, said, key)}
          opened={opened}
          closed={archived}
          onSent={refresh}
        />
      )}
    </article>
  )
}
