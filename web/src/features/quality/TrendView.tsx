import type { SkillTrend } from '@/api/types'
import { Trend } from '@/ui/charts/Trend'
import { count, percent } from '@/ui/format'
import { quality } from '@/ui/strings/quality'
import styles from './Quality.module.css'

const s = quality.trend

/** How an estimate went over its counted items, drawn and as a table; a change is named only where there is one. */
export function TrendView({ trend }: { trend: SkillTrend }) {
  const { windows, change } = trend
  if (windows.length === 0)
    return (
      <section>
        <h3 className={styles.heading}>{s.title}</h3>
        <p className={styles.small}>{s.missing(trend.missing)}</p>
      </section>
    )
  const last = windows[windows.length - 1]?.items ?? 0
  const sure = trend.certain && change?.value != null && change.low != null && change.high != null
  return (
    <section>
      <h3 className={styles.heading}>{s.title}</h3>
      <Trend windows={windows} label={s.label(windows.length)} />
      <p className={styles.says}>
        {sure ? s.change(change.value ?? 0, change.low ?? 0, change.high ?? 0, last) : s.none}
      </p>
      <p className={styles.small}>{s.note}</p>
      <details className={styles.more}>
        <summary>{s.table}</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{s.share}</th>
              <th scope="col">{s.value}</th>
              <th scope="col">{s.interval}</th>
            </tr>
          </thead>
          <tbody>
            {windows.map((w, i) => {
              const before = windows.slice(0, i).reduce((n, one) => n + one.items, 0)
              return (
                <tr key={i}>
                  <th scope="row">
                    {count(before + 1)}–{count(before + w.items)}
                  </th>
                  <td>{percent(w.value, 1)}</td>
                  <td>
                    {percent(w.low, 1)} – {percent(w.high, 1)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </details>
    </section>
  )
}
