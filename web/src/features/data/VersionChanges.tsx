import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { supplyingQueries } from '@/api/supplying'
import type { Difference, Version } from '@/api/types'
import { confidence } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'
import { Details } from './Details'

/** What a version says otherwise than the one before it: in counts and words, then item by item. */
export function VersionChanges({ version, since }: { version: Version; since: number }) {
  return (
    <Details summary={s.changedSince(since)}>
      <Changes version={version} />
    </Details>
  )
}

function Changes({ version }: { version: Version }) {
  const query = useInfiniteQuery(supplyingQueries.versionChanges(version.id))
  const facts = query.data?.pages[0]?.facts ?? []
  const none = query.hasNextPage ? s.changedNothingSoFar : s.changedNothing
  return (
    <div className={styles.changes}>
      {facts.length > 0 && (
        <dl className={styles.changedFacts}>
          {facts.map((fact) => (
            <div key={fact.what}>
              <dt>{fact.what}</dt>
              <dd>
                <del>{fact.before}</del> <span aria-hidden>→</span> <ins>{fact.after}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <PagedList query={query} empty={<p className={styles.small}>{none}</p>}>
        {(rows) => (
          <ol className={styles.differences}>
            {rows.map((row) => (
              <Row key={`${String(row.position)}/${row.question}`} row={row} projectId={version.project_id} />
            ))}
          </ol>
        )}
      </PagedList>
    </div>
  )
}

function Row({ row, projectId }: { row: Difference; projectId: number }) {
  const name = row.external_id ?? s.changedItem(row.position)
  return (
    <li>
      <p className={styles.changedItem}>
        {row.item_id === null ? (
          <>
            {name} <span className={styles.small}>{s.changedGone}</span>
          </>
        ) : (
          <Link
            to="/projects/$projectId/items/$itemId"
            params={{ projectId: String(projectId), itemId: String(row.item_id) }}
          >
            {name}
          </Link>
        )}
        {row.excerpt && <span className={styles.changedExcerpt}>{row.excerpt}</span>}
      </p>
      <p className={styles.changedSaid}>
        <span className={styles.small}>{row.question}</span>
        <del>
          <Said words={row.before} sure={row.before_confidence} />
        </del>
        <span aria-hidden>→</span>
        <ins>
          <Said words={row.after} sure={row.after_confidence} />
        </ins>
      </p>
    </li>
  )
}

function Said({ words, sure }: { words: string | null; sure: number | null }) {
  if (words === null) return <em>{s.saidNothing}</em>
  return (
    <>
      {words || '–'}
      {sure !== null && <small> {s.confidence(confidence(sure))}</small>}
    </>
  )
}
