import { count } from '@/ui/format'
import { redundancy as s } from '@/ui/strings/redundancy'
import styles from './Redundancy.module.css'

/** How many clusters there are of each size, as bars whose numbers can be read too. */
export function Sizes({ sizes }: { sizes: number[][] }) {
  const rows = sizes.map(([low = 0, high = 0, n = 0]) => ({
    range: low === high ? count(low) : `${count(low)}–${count(high)}`,
    n,
  }))
  const most = Math.max(1, ...rows.map((row) => row.n))
  return (
    <figure className={styles.sizes}>
      <figcaption>{s.sizes}</figcaption>
      <div role="img" aria-label={s.sizesAlt(rows.map((r) => s.sizeRow(count(r.n), r.range)).join(', '))}>
        {rows.map(({ range, n }) => (
          <div key={range} className={styles.size}>
            <span>{s.items(range)}</span>
            <span className={styles.bar} style={{ width: `${String((100 * n) / most)}%` }} />
            <span>{count(n)}</span>
          </div>
        ))}
      </div>
    </figure>
  )
}
