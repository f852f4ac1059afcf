import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { deciding, decidingQueries } from '@/api/deciding'
import type { Restriction } from '@/api/types'
import { day } from '@/ui/format'
import { Appealing } from '@/ui/Appealing'
import { Asking } from '@/ui/Asking'
import { useNotice } from '@/ui/Notices'
import { Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { restrictions as s } from '@/ui/strings/restrictions'
import styles from './Restrictions.module.css'
import { titleOf } from './titles'

/** One decision about me: what, who, why, what it points at, and my appeal. */
export function OneRestriction({ row }: { row: Restriction }) {
  return (
    <article className={said.entry} aria-label={titleOf(row)}>
      <h2 className={said.asked}>{titleOf(row)}</h2>
      <Words who={s.by(`\u2068${row.by}\u2069`, day(row.day))} counts>
        {row.reason}
      </Words>
      {row.what === 'requirement' && <Way row={row} />}
      {row.evidence.length > 0 && (
        <>
          <p className={said.small}>{s.evidence}</p>
          <ul className={styles.evidence}>
            {row.evidence.map((one) => (
              <li key={one.item_id}>
                <Excerpt text={one.excerpt} />
                <span className={said.small}>
                  <bdi>{one.project}</bdi> · {one.item_id}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Appeal row={row} />
    </article>
  )
}

/** How what a project asks for is met, or that it shuts me out no more. */
function Way({ row: { before, met } }: { row: Restriction }) {
  if (met) return <p className={said.small}>{s.met}</p>
  return (
    <p className={said.small}>
      {s.way}{' '}
      <Link to="/me/qualifications" hash={`qualification-${String(before.qualification_id ?? 0)}`}>
        {s.wayTo}
      </Link>
    </p>
  )
}

function Appeal({ row }: { row: Restriction }) {
  const client = useQueryClient()
  const notice = useNotice()
  // The same for every try of one appeal, so that it counts once; withdrawn, it may be opened again.
  const [key, setKey] = useState(newId)
  const refresh = () => client.invalidateQueries({ queryKey: decidingQueries.restrictions().queryKey })
  const by = `\u2068${row.decided_by ?? ''}\u2069`
  return (
    <>
      {row.appeal !== null && row.argument !== '' && <Words who={s.mine}>{row.argument}</Words>}
      {row.appeal === 'upheld' && (
        <Words who={s.upheld(by)} counts>
          {row.decision}
        </Words>
      )}
      {row.appeal === 'declined' && (
        <Words who={s.declined(by)} counts>
          {row.decision}
        </Words>
      )}
      {row.appeal === 'open' && <p className={said.small}>{s.open(day(row.due ?? row.day))}</p>}
      {(row.appeal === 'open' || row.may_appeal) && (
        <p className={said.small}>{row.apart ? s.apart : s.alone}</p>
      )}
      {row.appeal === null && !row.may_appeal && <p className={said.small}>{s.spent}</p>}
      {row.may_appeal && (
        <Appealing
          of={titleOf(row)}
          explains={s.appealExplains}
          button={{ style: { justifySelf: 'start' } }}
          does={async (argument) => {
            await deciding.appealRestriction(row.id, argument, key)
            setKey(newId())
            await refresh()
          }}
        />
      )}
      {row.appeal === 'open' && (
        <Asking
          label={s.withdraw}
          about={titleOf(row)}
          title={s.withdrawTitle}
          explains={s.withdrawExplains}
          button={{ size: 'xs', variant: 'default', style: { justifySelf: 'start' } }}
          does={async () => {
            await deciding.withdrawRestrictionAppeal(row.id)
            await refresh()
            notice({ text: s.withdrawn })
          }}
        />
      )}
    </>
  )
}
