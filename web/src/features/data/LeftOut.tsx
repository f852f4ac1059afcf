import type { Preview } from '@/api/types'
import { count } from '@/ui/format'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'

/** What would not come in, or come in otherwise, said before anything is sent. */
export function LeftOut({ preview }: { preview: Preview }) {
  const { faults, lost, changed } = preview
  if (faults.length + lost.length + changed.length === 0) return null
  return (
    <section aria-label={s.leftOut}>
      <h3 className={styles.sub}>{s.leftOut}</h3>
      <p className={styles.small}>{s.leftOutNote}</p>
      <ul className={styles.faults}>
        {faults.map((fault) => (
          <li key={`${String(fault.line)} ${fault.reason}`}>
            <strong>{s.line(fault.line)}</strong> {s.rowOut}: <span lang="en">{fault.reason}</span>
          </li>
        ))}
        {[...lost, ...changed].map((one) => (
          <li key={`${one.what} ${one.why}`}>
            {one.count > 1 && `${s.times(count(one.count))} `}
            <span lang="en">
              {one.what}: {one.why}
            </span>
            {one.item && <span className={styles.small}> ({one.items.join(', ')})</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
