import { Button, Checkbox, Group, MultiSelect, Stack, TagsInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { queries } from '@/api/queries'
import type { GuidelineChange, LabelRef, Project, TouchedBy, TouchedRow } from '@/api/types'
import { percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Waiting } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { Excerpt } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { sectionsOf } from '@/ui/sections'
import { StateMark } from '@/ui/StateMark'
import { amending } from '@/ui/strings/amending'
import { items } from '@/ui/strings/items'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Guideline.module.css'

/** Items of one request to ask again. */
const AT_ONCE = 500

const refOf = ({ question, label }: LabelRef) => `${question}:${label}`

/** Answered items that a change touches: how they were found, which of them are asked again, and the one click. */
export function Touched({ project, change }: { project: Project; change: GuidelineChange }) {
  const [by, setBy] = useState<TouchedBy>({
    rule: change.rules,
    label: change.labels.map(refOf),
    word: change.words,
  })
  const nothing = by.rule.length + by.label.length + by.word.length === 0
  const newest = project.guideline.version
  const rules = [
    ...new Set([...change.rules, ...by.rule, ...sectionsOf(change.markdown).map(({ heading }) => heading)]),
  ]
  return (
    <Panel title={amending.touched.title} note={amending.touched.note}>
      {newest !== change.version ? (
        <Stack gap="sm" align="flex-start">
          <p className={said.small}>{amending.touched.newer(newest)}</p>
          <LinkButton
            to="/projects/$projectId/guideline"
            params={{ projectId: String(project.id) }}
            search={{ part: 'changes', version: newest }}
            variant="default"
            size="xs"
          >
            {amending.touched.toNewest}
          </LinkButton>
        </Stack>
      ) : (
        <Stack gap="lg">
          <div className={styles.ways}>
            <MultiSelect
              label={amending.touched.rules}
              data={rules}
              value={by.rule}
              maxValues={20}
              clearable
              onChange={(rule) => {
                setBy({ ...by, rule })
              }}
            />
            {change.all_labels.length > 0 && (
              <MultiSelect
                label={amending.touched.labels}
                data={change.all_labels.map((ref) => ({ value: refOf(ref), label: ref.name }))}
                value={by.label}
                maxValues={20}
                searchable
                clearable
                onChange={(label) => {
                  setBy({ ...by, label })
                }}
              />
            )}
            <TagsInput
              label={amending.touched.words}
              placeholder={amending.touched.wordsHint}
              value={by.word}
              maxTags={20}
              clearable
              onChange={(word) => {
                setBy({ ...by, word: word.map((one) => one.slice(0, 200)) })
              }}
            />
          </div>
          {nothing ? (
            <Empty {...amending.touched.nothing} />
          ) : (
            <Found project={project} change={change} by={by} />
          )}
        </Stack>
      )}
    </Panel>
  )
}

function Found({ project, change, by }: { project: Project; change: GuidelineChange; by: TouchedBy }) {
  const query = useInfiniteQuery(queries.touched(project.id, change.version, by))
  // Gold waits for its known answer, so it is not asked again unless somebody says so.
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set())
  const [key, setKey] = useState(newId)
  const client = useQueryClient()
  const notice = useNotice()
  const pages = query.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  const looked = pages.at(-1)?.looked ?? 0
  const { hasNextPage, isFetching, fetchNextPage } = query
  // One request looks through a part of the items: as long as that finds nothing, the next follows by itself.
  const searching = hasNextPage && pages.at(-1)?.rows.length === 0
  useEffect(() => {
    if (searching && !isFetching) void fetchNextPage()
  }, [searching, isFetching, fetchNextPage])
  const isChosen = (row: TouchedRow) => (row.gold === 'none') !== turned.has(row.id)
  const chosen = rows.filter(isChosen).map((row) => row.id)
  const names = new Map(change.all_labels.map((ref) => [ref.label, ref.name]))
  const ask = useMutation({
    mutationFn: async () => {
      const asked: number[] = []
      const refused: string[] = []
      for (let first = 0; first < chosen.length; first += AT_ONCE) {
        const some = chosen.slice(first, first + AT_ONCE)
        const done = await calls.askAgain(project.id, change.version, some, `${key}-${String(first)}`)
        asked.push(...done.items)
        refused.push(...done.refused.map(({ why }) => why))
      }
      return { asked: asked.length, refused }
    },
    onSuccess: ({ asked, refused }) => {
      setTurned(new Set())
      const [why] = refused
      notice({
        text: [
          amending.touched.asked(asked),
          ...(why === undefined ? [] : [amending.touched.refused(refused.length, why)]),
        ].join(' '),
      })
    },
    onSettled: async () => {
      setKey(newId())
      await client.invalidateQueries({ queryKey: ['projects', project.id] })
      void client.invalidateQueries({ queryKey: ['items'] })
    },
  })
  if (query.error && !query.data)
    return <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return <Waiting />
  if (rows.length === 0 && !searching) return <Empty {...amending.touched.none} />
  return (
    <Stack gap="md">
      {rows.length > 0 && (
        <Group justify="space-between" className={styles.asking}>
          <Checkbox
            label={amending.touched.all}
            checked={chosen.length === rows.length}
            indeterminate={chosen.length > 0 && chosen.length < rows.length}
            onChange={(event) => {
              const is = event.currentTarget.checked
              setTurned(new Set(rows.filter((row) => (row.gold === 'none') !== is).map((row) => row.id)))
            }}
          />
          <Button
            loading={ask.isPending}
            disabled={chosen.length === 0}
            onClick={() => {
              ask.mutate()
            }}
          >
            {amending.touched.ask(chosen.length)}
          </Button>
        </Group>
      )}
      {ask.error && <TroubleNote error={ask.error} />}
      <ul className={styles.found}>
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              aria-label={amending.touched.choose(row.excerpt)}
              checked={isChosen(row)}
              onChange={() => {
                setTurned((before) => {
                  const next = new Set(before)
                  if (!next.delete(row.id)) next.add(row.id)
                  return next
                })
              }}
            />
            <div className={styles.item}>
              <Excerpt text={row.excerpt} />
              <p className={said.small}>
                {[
                  row.rule !== null && amending.touched.by.rule(row.rule),
                  row.label !== null && amending.touched.by.label(names.get(row.label) ?? row.label),
                  row.word !== null && amending.touched.by.word(row.word),
                ]
                  .filter((way) => way !== false)
                  .join(' · ')}
              </p>
              {row.gold !== 'none' && <p className={said.small}>{amending.touched.gold}</p>}
            </div>
            <StateMark state={row.state}>{items.state[row.state]}</StateMark>
            <LinkButton
              variant="subtle"
              size="xs"
              to="/projects/$projectId/items/$itemId"
              params={{ projectId: String(project.id), itemId: String(row.id) }}
              aria-label={`${amending.touched.see}: ${row.excerpt}`}
            >
              {amending.touched.see}
            </LinkButton>
          </li>
        ))}
      </ul>
      {query.error !== null && <TroubleNote error={query.error} />}
      {hasNextPage && (
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {amending.touched.more}
          </Button>
          <span className={said.small} role="status">
            {amending.touched.looking(percent(looked))}
          </span>
        </Group>
      )}
    </Stack>
  )
}
