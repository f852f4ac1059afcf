import { Button, Group, Progress, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries } from '@/api/queries'
import { supplying, supplyingQueries } from '@/api/supplying'
import type { Import } from '@/api/types'
import { count, day, moment } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { Asking } from '@/ui/Asking'
import { StateMark } from '@/ui/StateMark'
import { TroubleNote } from '@/ui/Trouble'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { Details } from './Details'
import { FetchedPictures } from './FetchedPictures'

/** Milliseconds between two looks at an import that runs; a page without one asks nothing. */
const LOOK = 1_000

export function Imports({ projectId }: { projectId: number }) {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    ...supplyingQueries.imports(projectId),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.rows.some(runs) ? LOOK : false),
  })
  // When an import ends, the numbers of the project have changed.
  const running = query.data?.pages[0]?.rows.filter(runs).length ?? 0
  const before = useRef(running)
  useEffect(() => {
    if (running < before.current) {
      void client.invalidateQueries({ queryKey: queries.project(projectId).queryKey, exact: true })
      void client.invalidateQueries({ queryKey: ['projects', projectId, 'items'] })
    }
    before.current = running
  }, [client, projectId, running])
  return (
    <Panel title={s.imports}>
      <PagedList query={query} empty={<Text c="dimmed">{s.importsEmpty}</Text>}>
        {(rows) => (
          <div>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </div>
        )}
      </PagedList>
    </Panel>
  )
}

function runs(row: Import): boolean {
  return row.state === 'waiting' || row.state === 'running' || row.state === 'undoing'
}

function Row({ row }: { row: Import }) {
  const client = useQueryClient()
  const resume = useMutation({
    mutationFn: () => supplying.resumeImport(row.id),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: supplyingQueries.imports(row.project_id).queryKey }),
  })
  return (
    <article className={styles.import}>
      <div className={styles.importHead}>
        <strong className={styles.importName}>{row.name}</strong>
        <StateMark state={row.state}>{s.state[row.state]}</StateMark>
        <span className={styles.small}>{moment(row.created_at)}</span>
      </div>
      {row.again_of !== null && <p className={styles.small}>{s.fetched.againOf}</p>}
      {runs(row) && <Progressing row={row} />}
      <p className={styles.counts} role="status">
        {runs(row) && row.state !== 'undoing' && <Count n={row.position} what={s.rowsRead} />}{' '}
        <Count n={row.added} what={s.added} /> <Count n={row.duplicate} what={s.duplicate} />{' '}
        {row.answers_added > 0 && <Count n={row.answers_added} what={s.answersAdded} />}{' '}
        <Count n={row.rejected} what={s.rejected} /> {row.gold > 0 && <Count n={row.gold} what={s.gold} />}
      </p>
      {(row.state === 'undone' || row.state === 'undoing') && <Undone row={row} />}
      {row.error && <p className={styles.error}>{row.error}</p>}
      {row.state !== 'undone' && row.state !== 'undoing' && <FetchedPictures row={row} />}
      <Group gap="xs">
        {(row.state === 'failed' || row.state === 'stopped') && row.undone_on === null && (
          <Button
            size="xs"
            variant="default"
            loading={resume.isPending}
            onClick={() => {
              resume.mutate()
            }}
          >
            {s.resume}
          </Button>
        )}
        {row.state !== 'undone' && row.state !== 'undoing' && row.added > 0 && (
          <LinkButton
            to="/projects/$projectId/items"
            params={{ projectId: String(row.project_id) }}
            search={{ data_import: row.id }}
            variant="default"
            size="xs"
          >
            {s.seeItems}
          </LinkButton>
        )}
        {row.state !== 'undone' && row.state !== 'undoing' && (
          <Asking
            label={s.undo}
            title={s.undoTitle(row.name)}
            explains={<Undoing id={row.id} />}
            danger
            button={{ size: 'xs', variant: 'subtle', color: 'red' }}
            does={async () => {
              await supplying.undoImport(row.id)
              await client.invalidateQueries({ queryKey: supplyingQueries.imports(row.project_id).queryKey })
            }}
          />
        )}
      </Group>
      {resume.error && <TroubleNote error={resume.error} />}
      {row.redundancy && row.state === 'done' && (
        <p className={styles.counts}>
          <Link to="/projects/$projectId/data/redundancy" params={{ projectId: String(row.project_id) }}>
            {s.redundancyLink}
          </Link>
        </p>
      )}
      {row.rejected > 0 && (
        <Details summary={s.rejectedRows}>
          <RejectedRows id={row.id} />
        </Details>
      )}
      <ReportView report={row.report} />
    </article>
  )
}

/** How far an import is: with its pictures first, of which the number is known, then with rows, of which it is not. */
function Progressing({ row }: { row: Import }) {
  const { pictures } = row
  if (pictures && pictures.wanted > 0 && row.position === 0) {
    const tried = Object.values(pictures.missing).reduce((sum, n) => sum + n, pictures.fetched)
    const label = s.fetched.came(count(pictures.fetched), count(pictures.wanted))
    return <Progress value={(100 * tried) / pictures.wanted} size="sm" aria-label={label} />
  }
  return <Progress value={100} size="sm" striped animated aria-label={s.read(count(row.position))} />
}

/** What undoing an import would do, in numbers. */
function Undoing({ id }: { id: number }) {
  const { data, error } = useQuery(supplyingQueries.undoing(id))
  if (error) return <TroubleNote error={error} />
  if (!data) return s.undoCounting
  const stays = Object.entries(data.stays)
  const staying = stays.reduce((sum, [, n]) => sum + n, 0)
  return (
    <span className={styles.undoing}>
      {data.goes > 0 && <span>{s.undoGoes(count(data.goes), data.goes === 1, data.whole)}</span>}
      {data.said > 0 && <span>{s.undoSaid(count(data.said), data.said === 1)}</span>}
      {data.goes + data.said === 0 && <span>{s.undoNothing}</span>}
      {stays.length > 0 && <span>{s.undoStays(count(staying), staying === 1)}</span>}
      {stays.map(([why, n]) => (
        <span key={why} className={styles.undoWhy}>
          {count(n)}: {s.undoWhy[why as keyof typeof s.undoWhy]}
        </span>
      ))}
      <span>{s.undoKept}</span>
    </span>
  )
}

/** What became of an import that was undone. */
function Undone({ row }: { row: Import }) {
  return (
    <p className={styles.counts} role="status">
      {row.undone_on && <span>{s.undone(row.undone_by, day(row.undone_on))}</span>}
      <Count n={row.removed} what={s.went} />
      {row.removed_answers > 0 && <Count n={row.removed_answers} what={s.answersWent} />}
      {row.stayed > 0 && <Count n={row.stayed} what={s.stayed} />}
      {row.stayed > 0 && (
        <Link
          to="/projects/$projectId/items"
          params={{ projectId: String(row.project_id) }}
          search={{ data_import: row.id }}
        >
          {s.seeStayed}
        </Link>
      )}
    </p>
  )
}

function Count({ n, what }: { n: number; what: string }) {
  return (
    <span>
      <strong>{count(n)}</strong> {what}
    </span>
  )
}

function RejectedRows({ id }: { id: number }) {
  const query = useInfiniteQuery(supplyingQueries.importFaults(id))
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <ul className={styles.faults}>
          {rows.map((fault) => (
            <li key={fault.line}>
              <strong>{s.line(fault.line)}</strong> {fault.reason}
              {fault.excerpt && <code className={styles.excerpt}>{fault.excerpt}</code>}
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  )
}

interface Change {
  item?: string
  what: string
  why: string
  count?: number
}

function ReportView({ report }: { report: Record<string, unknown> }) {
  const kept = Object.entries((report.kept ?? {}) as Record<string, number>)
  const changed = (report.changed ?? []) as Change[]
  const lost = (report.lost ?? []) as Change[]
  if (kept.length + changed.length + lost.length === 0) return null
  return (
    <details className={styles.details}>
      <summary>{s.report}</summary>
      <dl className={styles.report}>
        {kept.length > 0 && (
          <div>
            <dt>{s.kept}</dt>
            <dd>{kept.map(([what, n]) => `${count(n)} ${what}`).join(', ')}</dd>
          </div>
        )}
        <Changes title={s.changed} rows={changed} />
        <Changes title={s.lost} rows={lost} />
      </dl>
    </details>
  )
}

function Changes({ title, rows }: { title: string; rows: Change[] }) {
  if (rows.length === 0) return null
  return (
    <div>
      <dt>{title}</dt>
      {rows.map((row, i) => (
        <dd key={i}>
          {row.count !== undefined && row.count > 1 && `${s.times(count(row.count))} `}
          <span lang="en">
            {row.what}: {row.why}
          </span>
          {row.item && <span className={styles.small}> ({row.item})</span>}
        </dd>
      ))}
    </div>
  )
}
