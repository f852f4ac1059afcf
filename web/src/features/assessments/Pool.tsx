import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import { newId } from '@/api/keeping/ids'
import type { OneAssessment, PoolItem } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count, day, decimal, percent } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Assessments.module.css'

/** The items of an assessment: what is right, why, and what the attempts say of each. */
export function Pool({ one, onChanged }: { one: OneAssessment; onChanged: () => Promise<unknown> }) {
  const notice = useNotice()
  const query = useInfiniteQuery(assessingQueries.pool(one.id))
  const take = useMutation({
    mutationFn: () => assessing.takeGold(one.id),
    onSuccess: async ({ items }) => {
      notice({ text: s.taken(count(items), items === 1) })
      await onChanged()
    },
  })
  return (
    <Panel
      title={s.pool}
      note={s.poolNote}
      actions={
        one.project_id !== null && (
          <Button
            variant="default"
            loading={take.isPending}
            onClick={() => {
              take.mutate()
            }}
          >
            {s.takeGold}
          </Button>
        )
      }
    >
      {take.error && <TroubleNote error={take.error} />}
      <PagedList query={query} empty={<Empty title={s.poolEmpty.title} why={s.poolEmpty.why} />}>
        {(rows) => (
          <div className={styles.wide}>
            <table className={styles.table} aria-label={s.pool}>
              <thead>
                <tr>
                  <th scope="col">{s.item}</th>
                  <th scope="col">{s.key}</th>
                  <th scope="col" className={styles.number}>
                    {s.asked}
                  </th>
                  <th scope="col" className={styles.number}>
                    {s.shareRight}
                  </th>
                  <th scope="col" className={styles.number}>
                    {s.biserial}
                  </th>
                  <th scope="col" className={styles.number}>
                    {s.discrimination}
                  </th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} assessment={one.id} row={row} onChanged={onChanged} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
    </Panel>
  )
}

interface RowProps {
  assessment: number
  row: PoolItem
  onChanged: () => Promise<unknown>
}

function Row({ assessment, row, onChanged }: RowProps) {
  const notice = useNotice()
  const key = useRef(newId())
  const counts = row.aside_reason === ''
  return (
    <tr>
      <td className={styles.item}>
        {row.pictures.length === 0 ? (
          <bdi>{row.excerpt}</bdi>
        ) : (
          row.pictures.map((address) => (
            <a key={address} href={address} target="_blank" rel="noreferrer">
              <img className={styles.glimpse} src={address} alt={s.picture(count(row.id))} loading="lazy" />
            </a>
          ))
        )}
        <p className={styles.small}>
          <bdi>{row.reason}</bdi>
        </p>
        {counts && row.suspicion && (
          <p className={styles.suspect}>
            <strong>{s.suspect}.</strong> {why(row.suspicion)}
          </p>
        )}
        {!counts && (
          <p className={styles.suspect}>
            {s.asideBy(row.aside_by ?? '', row.aside_on ? day(row.aside_on) : '')}{' '}
            <bdi>{row.aside_reason}</bdi>
          </p>
        )}
      </td>
      <td>
        <bdi>{row.key}</bdi>
      </td>
      <td className={styles.number}>{count(row.asked)}</td>
      <td className={styles.number}>{row.share_right === null ? '–' : percent(row.share_right)}</td>
      <td className={styles.number}>{row.point_biserial === null ? '–' : decimal(row.point_biserial)}</td>
      <td className={styles.number} title={row.discrimination === null ? s.few : undefined}>
        {row.discrimination === null ? '–' : decimal(row.discrimination)}
      </td>
      <td className={styles.number}>
        {counts && (
          <Asking
            label={s.aside}
            about={row.excerpt}
            title={s.aside}
            explains={s.asideExplains}
            asksReason
            reasonLabel={s.asideReason}
            reasonHint={s.asideHint}
            longest={2000}
            button={{ size: 'xs', variant: 'subtle', color: 'gray' }}
            does={async (reason) => {
              const { raised } = await assessing.setKeyAside(assessment, row.id, reason, key.current)
              notice({ text: s.asideDone(count(raised), raised === 1) })
              await onChanged()
            }}
          />
        )}
      </td>
    </tr>
  )
}

function why(found: NonNullable<PoolItem['suspicion']>): string {
  const chosen = decimal(found.chose_ability)
  if (found.right_ability === null) return s.suspicionNobody(found.instead, count(found.chose), chosen)
  return s.suspicion(
    found.instead,
    count(found.chose),
    chosen,
    count(found.right),
    decimal(found.right_ability),
  )
}
