import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sparing, sparingQueries } from '@/api/sparing'
import type { Split } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count, day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { Panel } from '@/ui/Page'
import { redundancy as s } from '@/ui/strings/redundancy'
import styles from './Redundancy.module.css'
import { useDone } from './useDone'

/** What was said to be different, with a way back. */
export function Splits({ project }: { project: number }) {
  const query = useInfiniteQuery(sparingQueries.splits(project))
  return (
    <Panel title={s.splits} note={s.splitsNote}>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <ul className={styles.splits}>
            {rows.map((row) => (
              <Row key={row.id} project={project} row={row} />
            ))}
          </ul>
        )}
      </PagedList>
    </Panel>
  )
}

function Row({ project, row }: { project: number; row: Split }) {
  const { refresh, notice } = useDone(project)
  return (
    <li>
      <div>
        {s.splitRow(s.items(count(row.taken_out)), s.items(count(row.left)))}{' '}
        <span className={styles.small}>
          {row.first_items.map((item) => (
            <Link
              key={item}
              to="/projects/$projectId/items/$itemId"
              params={{ projectId: String(project), itemId: String(item) }}
            >
              {s.item(String(item))}{' '}
            </Link>
          ))}
          · <bdi>{row.person}</bdi>, {day(row.on)}
        </span>
      </div>
      <Asking
        label={s.forget}
        title={s.forget}
        explains={s.forgetExplains}
        button={{ size: 'xs' }}
        does={async () => {
          await sparing.forgetSplit(project, row.id)
          refresh()
          notice({ text: s.done.forgotten })
        }}
      />
    </li>
  )
}
