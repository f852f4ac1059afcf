import { Group } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import type { TakingAppeal } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Words } from '@/ui/Said'
import { qualifications as s } from '@/ui/strings/qualifications'
import styles from './Qualifications.module.css'

/** Appeals against takings of somebody else, to be decided by me; nothing where none waits. */
export function TakingAppeals() {
  const query = useInfiniteQuery(qualifyingQueries.takingAppeals())
  if (query.data?.pages.every(({ rows }) => rows.length === 0)) return null
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <Panel title={s.appeals.title} note={s.appeals.note}>
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <Waiting row={row} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </PagedList>
  )
}

function Waiting({ row }: { row: TakingAppeal }) {
  return (
    <article aria-label={row.person}>
      <h3 className={styles.part}>{s.appeals.head(row.person, row.qualification, row.before)}</h3>
      <p className={styles.small}>{s.appeals.took(`\u2068${row.took}\u2069`, day(row.due))}</p>
      <Words who={s.appeals.why}>{row.reason}</Words>
      {row.argument ? (
        <Words who={s.appeals.argument}>{row.argument}</Words>
      ) : (
        <p className={styles.small}>{s.appeals.none}</p>
      )}
      {row.later && <p className={styles.small}>{s.appeals.later}</p>}
      <Group gap="xs" mt="xs">
        <Decides row={row} upheld />
        <Decides row={row} upheld={false} />
      </Group>
    </article>
  )
}

function Decides({ row, upheld }: { row: TakingAppeal; upheld: boolean }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key] = useState(newId)
  return (
    <Asking
      label={upheld ? s.appeals.uphold : s.appeals.decline}
      about={row.person}
      title={s.appeals.decideTitle(upheld, row.person)}
      explains={s.appeals.note}
      asksReason
      reasonLabel={s.appeals.reason}
      reasonHint={s.appeals.reasonHint}
      longest={2000}
      button={{ size: 'xs', variant: upheld ? 'filled' : 'default' }}
      does={async (reason) => {
        await qualifying.decideTakingAppeal(row.id, upheld, reason, key)
        await client.invalidateQueries({ queryKey: qualifyingQueries.qualifications().queryKey })
        notice({ text: s.appeals.decided })
      }}
    />
  )
}
