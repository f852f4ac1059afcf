import { Anchor } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { queries } from '@/api/queries'
import type { Project } from '@/api/types'
import { count, decimal, percent } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { overview as s } from '@/ui/strings/overview'
import styles from './OverviewPage.module.css'
import { sectionsNaming } from './sections'

/** No more than this many items are listed here. */
const SHOWN = 6

/** Id of where the guideline stands on the page. */
export const GUIDELINE = 'guideline'

export function Disputed({ project }: { project: Project }) {
  const items = useInfiniteQuery(queries.items(project.id, { order: 'disputed' }))
  const quality = useQuery(queries.quality(project.id))
  const pairs = (quality.data?.questions ?? [])
    .flatMap((question) => question.confusing_pairs)
    .sort((a, b) => b.items - a.items)
    .slice(0, SHOWN)
  const projectId = String(project.id)
  const none = <p className={styles.small}>{s.disputedNone}</p>
  return (
    <Panel
      title={s.disputed}
      note={s.disputedNote}
      actions={
        <LinkButton
          variant="default"
          size="xs"
          to="/projects/$projectId/items"
          params={{ projectId }}
          search={{ order: 'disputed' }}
        >
          {s.disputedAll}
        </LinkButton>
      }
    >
      <div className={styles.columns}>
        <PagedList query={{ ...items, hasNextPage: false }} empty={none}>
          {(rows) => {
            const disputed = rows.filter((row) => (row.disagreement ?? 0) > 0).slice(0, SHOWN)
            if (disputed.length === 0) return none
            return (
              <ol className={styles.disputed}>
                {disputed.map((row) => (
                  <li key={row.id}>
                    <Link
                      to="/projects/$projectId/items/$itemId"
                      params={{ projectId, itemId: String(row.id) }}
                    >
                      {row.excerpt || row.external_id || `#${String(row.id)}`}
                    </Link>
                    <span className={styles.number}>
                      {decimal(row.disagreement ?? 0)} {s.disagreement}
                    </span>
                  </li>
                ))}
              </ol>
            )
          }}
        </PagedList>
        <div>
          <h3 className={styles.sub}>{s.pairs}</h3>
          {pairs.length === 0 && <p className={styles.small}>{s.pairsNone}</p>}
          <ul className={styles.pairs}>
            {pairs.map((pair) => (
              <li key={`${pair.a}/${pair.b}`}>
                <span>{s.pair(pair.a, pair.b)}</span>
                <span className={styles.share} aria-hidden>
                  <span style={{ width: `${String(100 * pair.share)}%` }} />
                </span>
                <span className={styles.number}>{s.pairShare(percent(pair.share), count(pair.items))}</span>
                <Sections markdown={project.guideline.markdown} a={pair.a} b={pair.b} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Panel>
  )
}

/** Where the guideline speaks of two answers, or that it doesn't: most disagreement begins there. */
function Sections({ markdown, a, b }: { markdown: string; a: string; b: string }) {
  const found = sectionsNaming(markdown, a, b)
  const both = found.filter((one) => one.both)
  const shown = (both.length > 0 ? both : found).slice(0, 3)
  if (shown.length === 0) return <span className={styles.number}>{s.sectionsNone}</span>
  return (
    <span className={styles.number}>
      {both.length > 0 ? s.sectionsBoth : s.sectionsOne}{' '}
      {shown.map((one, i) => (
        <Fragment key={one.title}>
          {i > 0 && ', '}
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => {
              showSection(one.title)
            }}
          >
            {one.title || s.sectionFirst}
          </Anchor>
        </Fragment>
      ))}
    </span>
  )
}

function showSection(title: string) {
  const room = document.getElementById(GUIDELINE)
  const headings = [...(room?.querySelectorAll('h1, h2, h3, h4, h5, h6') ?? [])]
  const place = headings.find((heading) => heading.textContent === title) ?? room
  place?.scrollIntoView({ block: 'center', behavior: 'smooth' })
}
