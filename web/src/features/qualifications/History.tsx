import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { qualifying, qualifyingQueries } from '@/api/qualifying'
import type { MyQualification, TierEvent } from '@/api/types'
import { Appealing } from '@/ui/Appealing'
import { Asking } from '@/ui/Asking'
import { count, day, percent } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { qualifications as s } from '@/ui/strings/qualifications'
import styles from './Qualifications.module.css'
import { tierName } from './tiers'

/** How I came to what I hold, line by line, each with its evidence or its reason. */
export function History({ row }: { row: MyQualification }) {
  if (row.events.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>{s.mine.history}</h3>
      <ol className={styles.lines} reversed>
        {row.events.map((event, place) => (
          <li key={event.id}>
            <time dateTime={event.day} className={styles.small}>
              {day(event.day)}
            </time>{' '}
            {s.mine.lines[event.how](tierName(row, event.tier), `\u2068${event.by ?? ''}\u2069`)}
            {event.reason && <p className={styles.quote}>{event.reason}</p>}
            {event.how === 'work' && <Shown row={row} event={event} />}
            {event.how === 'taken' && <Taking row={row} event={event} newest={place === 0} />}
          </li>
        ))}
      </ol>
    </>
  )
}

interface ShownQuestion {
  project: number
  question: string
  low: number
  items: number
}

function Shown({ row, event }: { row: MyQualification; event: TierEvent }) {
  const shown = (event.evidence.shown ?? []) as ShownQuestion[]
  const title = ({ project, question }: ShownQuestion) =>
    row.ways.find((way) => way.project_id === project && way.question === question)?.title ?? question
  return (
    <div className={styles.small}>
      {shown.map((one) => (
        <div key={`${String(one.project)} ${one.question}`}>
          {s.mine.shown(percent(one.low), count(one.items), title(one))}
        </div>
      ))}
      <Link to="/me/quality">{s.mine.evidence}</Link>
    </div>
  )
}

function Taking({ row, event, newest }: { row: MyQualification; event: TierEvent; newest: boolean }) {
  const client = useQueryClient()
  const notice = useNotice()
  // The same for every try of one appeal, so that it counts once; withdrawn, it may be opened again.
  const [key, setKey] = useState(newId)
  const refresh = () => client.invalidateQueries({ queryKey: qualifyingQueries.myQualifications().queryKey })
  if (event.appeal === 'open')
    return (
      <div className={styles.head}>
        <span className={styles.small}>
          {s.mine.appealed(event.due ? day(event.due) : '')} {!row.has_decider && s.mine.noDecider}
        </span>
        <Asking
          label={s.mine.withdraw}
          about={row.name}
          title={s.mine.withdrawTitle}
          explains={s.mine.withdrawExplains}
          button={{ size: 'xs', variant: 'default' }}
          does={async () => {
            await qualifying.withdrawTakingAppeal(event.id)
            await refresh()
            notice({ text: s.mine.withdrawn })
          }}
        />
      </div>
    )
  if (event.appeal !== null)
    return (
      <>
        <p className={styles.small}>{event.appeal === 'upheld' ? s.mine.upheld : s.mine.declined}</p>
        <p className={styles.quote}>{event.decision}</p>
      </>
    )
  if (!newest) return null
  return (
    <div className={styles.head}>
      <Appealing
        of={s.mine.appeal(row.name)}
        explains={s.mine.appealExplains}
        does={async (argument) => {
          await qualifying.appealTaking(event.id, argument, key)
          setKey(newId())
          await refresh()
        }}
      />
      {!row.has_decider && <span className={styles.small}>{s.mine.noDecider}</span>}
    </div>
  )
}
