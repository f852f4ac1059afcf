import { Group } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { deciding, decidingQueries } from '@/api/deciding'
import type { RestrictionAppeal } from '@/api/types'
import { day } from '@/ui/format'
import { Asking } from '@/ui/Asking'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { Entries, Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { restrictions } from '@/ui/strings/restrictions'

const s = restrictions.appeals

/** Appeals against decisions about people, to be decided by me; nothing where none waits. */
export function RestrictionAppeals() {
  const query = useInfiniteQuery(decidingQueries.restrictionAppeals())
  if (!query.data || query.data.pages.every(({ rows }) => rows.length === 0)) return null
  return (
    <PagedList query={query} empty={null}>
      {(rows) => (
        <Panel title={s.title} note={s.note}>
          <Entries rows={rows} keyOf={(row) => row.id}>
            {(row) => <Waiting row={row} />}
          </Entries>
        </Panel>
      )}
    </PagedList>
  )
}

const apart = (name: string | null | undefined) => `\u2068${name ?? ''}\u2069`

function headOf({ what, person, project, before, after }: RestrictionAppeal): string {
  const role = (name: string | null | undefined) =>
    name && name in restrictions.roles ? restrictions.roles[name as keyof typeof restrictions.roles] : ''
  const name = apart(person)
  if (what === 'access') return s.head.access(name)
  if (what === 'role') return s.head.role(name, role(before.role), role(after.role))
  if (what === 'team') return s.head.team(name, apart(before.team))
  if (what === 'grant') return s.head.grant(name, role(before.role), apart(project))
  if (what === 'requirement')
    return s.head.requirement(name, apart(project), apart(after.qualification), apart(after.tier))
  return s.head.opening(name, apart(project))
}

function Waiting({ row }: { row: RestrictionAppeal }) {
  return (
    <article className={said.entry} aria-label={row.person}>
      <h3 className={said.asked}>{headOf(row)}</h3>
      <p className={said.small}>{row.mine ? s.mine : s.by(apart(row.by), day(row.due))}</p>
      <Words who={s.why}>{row.reason}</Words>
      {row.evidence.map((one) => (
        <Excerpt key={one.item_id} text={one.excerpt} />
      ))}
      {row.argument ? <Words who={s.argument}>{row.argument}</Words> : <p className={said.small}>{s.none}</p>}
      {row.what === 'requirement' && <p className={said.small}>{s.requirement}</p>}
      {row.later && <p className={said.small}>{s.later}</p>}
      <Group gap="xs">
        <Decides row={row} upheld />
        <Decides row={row} upheld={false} />
      </Group>
    </article>
  )
}

function Decides({ row, upheld }: { row: RestrictionAppeal; upheld: boolean }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key] = useState(newId)
  return (
    <Asking
      label={upheld ? s.uphold : s.decline}
      about={row.person}
      title={s.decideTitle(upheld, row.person)}
      explains={s.note}
      asksReason
      reasonLabel={s.reason}
      reasonHint={s.reasonHint}
      longest={2000}
      button={{ size: 'xs', variant: upheld ? 'filled' : 'default' }}
      does={async (reason) => {
        await deciding.decideRestrictionAppeal(row.id, upheld, reason, key)
        await client.invalidateQueries({ queryKey: ['people'] })
        notice({ text: s.decided })
      }}
    />
  )
}
