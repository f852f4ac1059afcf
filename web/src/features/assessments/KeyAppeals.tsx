import { Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import { newId } from '@/api/keeping/ids'
import type { KeyAppeal } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import styles from './Assessments.module.css'

/** Appeals against keys that wait for a decision; nothing where there are none. */
export function KeyAppeals({ id, onDecided }: { id: number; onDecided: () => Promise<unknown> }) {
  const { data } = useInfiniteQuery(assessingQueries.keyAppeals(id))
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={s.appeals}>
      {rows.map((row) => (
        <Appeal key={row.id} row={row} onDecided={onDecided} />
      ))}
    </Panel>
  )
}

function Appeal({ row, onDecided }: { row: KeyAppeal; onDecided: () => Promise<unknown> }) {
  const notice = useNotice()
  const key = useRef(newId())
  const decide = (upheld: boolean) => async (reason: string) => {
    await assessing.decideKeyAppeal(row.id, upheld, reason, `${key.current}${upheld ? 'u' : 'd'}`)
    notice({ text: s.decided })
    await onDecided()
  }
  return (
    <section className={styles.miss} aria-label={row.excerpt}>
      <bdi>{row.excerpt}</bdi>
      <dl className={styles.said}>
        <dt>{s.appealSaid}</dt>
        <dd>
          <bdi>{row.answer}</bdi>
        </dd>
        <dt>{s.key}</dt>
        <dd>
          <bdi>{row.key}</bdi>
        </dd>
        <dt>{s.why}</dt>
        <dd>
          <bdi>{row.reason}</bdi>
        </dd>
      </dl>
      {row.argument && (
        <p>
          <q>{row.argument}</q>
        </p>
      )}
      <p className={styles.small}>{s.due(day(row.due_on))}</p>
      <Group mt="sm">
        <Asking
          label={s.uphold}
          about={row.excerpt}
          title={s.uphold}
          explains={s.upholdExplains}
          asksReason
          reasonHint={s.asideHint}
          longest={2000}
          does={decide(true)}
        />
        <Asking
          label={s.decline}
          about={row.excerpt}
          title={s.decline}
          explains={s.declineExplains}
          asksReason
          longest={2000}
          does={decide(false)}
        />
      </Group>
    </section>
  )
}
