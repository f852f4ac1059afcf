import { Link } from '@tanstack/react-router'
import type { Aside, ItemDetail } from '@/api/types'
import type { Asked } from '@/kinds/registry'
import { day, percent } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { items as s } from '@/ui/strings/items'
import { Agreed } from './Agreed'
import styles from './Items.module.css'

/** Why an item is set aside, in a line. */
function because(aside: Aside, front: string): string {
  if (aside.representative_id === null) return s.asideReason(aside.reason)
  if (aside.exact) return s.asideExact(front)
  return aside.similarity === null ? s.asideUnmeasured(front) : s.asideNear(front, percent(aside.similarity))
}

/** The same in a list, with the way to the item that stands for it. */
export function AsideReason({ projectId, aside }: { projectId: string; aside: Aside }) {
  const front = aside.representative_id
  const told = because(aside, `#${String(front)}`)
  return (
    <span className={styles.small} style={{ display: 'block', margin: 0 }}>
      {front === null ? (
        told
      ) : (
        <Link to="/projects/$projectId/items/$itemId" params={{ projectId, itemId: String(front) }}>
          {told}
        </Link>
      )}
    </span>
  )
}

/** Why an item is set aside, and what it takes from the item that stands for it. */
export function AsidePanel({ form, detail }: { form: Asked[]; detail: ItemDetail }) {
  const { aside, taken } = detail
  if (!aside) return null
  const front = detail.representative ?? `#${String(aside.representative_id)}`
  return (
    <Panel title={s.asideTitle}>
      <p style={{ margin: 0 }}>
        {because(aside, front)}. {s.asideSince(day(aside.on))}
      </p>
      {aside.representative_id !== null && (
        <p className={styles.small} style={{ margin: '6px 0 0' }}>
          <Link
            to="/projects/$projectId/items/$itemId"
            params={{
              projectId: String(detail.item.project_id),
              itemId: String(aside.representative_id),
            }}
          >
            {s.seeRepresentative}
          </Link>
        </p>
      )}
      {taken && (
        <>
          <p className={styles.questionTitle} style={{ marginTop: 16 }}>
            {s.taken}
          </p>
          <p className={styles.small} style={{ margin: 0 }}>
            {s.takenNote(front, day(taken.decided_on))}
          </p>
          {taken.consensus.map((made) => (
            <Agreed key={made.question} form={form} made={made} parts={detail.item.parts} />
          ))}
        </>
      )}
      {!taken && aside.exact && aside.representative_id !== null && (
        <p className={styles.small} style={{ margin: '12px 0 0' }}>
          {s.notTaken}
        </p>
      )}
    </Panel>
  )
}
