import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { sparingQueries } from '@/api/sparing'
import type { RedundancyCheck } from '@/api/types'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { redundancy as s } from '@/ui/strings/redundancy'
import { ClusterCard } from './ClusterCard'

/** Every cluster, its items side by side; the arrows go from one to the next. */
export function Clusters({ project, check }: { project: number; check: RedundancyCheck }) {
  const query = useInfiniteQuery(sparingQueries.clusters(project))
  const list = useRef<HTMLDivElement>(null)
  const go = (by: number) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])]
    const at = cards.findIndex((card) => card.contains(document.activeElement))
    const next = cards[at + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Panel
      title={s.clusters}
      note={`${check.looks_at === 'picture' ? s.clustersPictures : s.clustersNote} ${s.keys}`}
    >
      <PagedList query={query} empty={null}>
        {(rows) => (
          <div ref={list}>
            {rows.map((row) => (
              <ClusterCard key={row.number} project={project} check={check} cluster={row} onGo={go} />
            ))}
          </div>
        )}
      </PagedList>
    </Panel>
  )
}
