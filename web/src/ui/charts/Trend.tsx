import styles from './charts.module.css'

interface TrendProps {
  /** Oldest first. */
  windows: { value: number; low: number; high: number }[]
  label: string
}

const W = 300
const H = 120
const LEFT = 40
const BASE = 8

/** An estimate in equal shares of its items: a dot for each, and the bar in which it lies. */
export function Trend({ windows, label }: TrendProps) {
  // Whole tenths around all of it, so that a small change does not look like a large one.
  const from = Math.floor(Math.min(...windows.map((w) => w.low)) * 10) / 10
  const to = Math.max(Math.ceil(Math.max(...windows.map((w) => w.high)) * 10) / 10, from + 0.1)
  const y = (share: number) => BASE + ((to - share) / (to - from)) * (H - 2 * BASE)
  const x = (i: number) => LEFT + ((i + 0.5) * (W - LEFT)) / windows.length
  return (
    <svg className={styles.chart} viewBox={`0 0 ${String(W)} ${String(H)}`} role="img" aria-label={label}>
      {[from, to].map((share) => (
        <g key={share}>
          <line className={styles.rule} x1={LEFT} x2={W} y1={y(share)} y2={y(share)} />
          <text className={styles.tick} x={LEFT - 6} y={y(share) + 4} textAnchor="end">
            {Math.round(share * 100)} %
          </text>
        </g>
      ))}
      {windows.map((w, i) => (
        <g key={i}>
          <line className={styles.reach} x1={x(i)} x2={x(i)} y1={y(w.high)} y2={y(w.low)} />
          <circle className={styles.guess} cx={x(i)} cy={y(w.value)} r="5" />
        </g>
      ))}
    </svg>
  )
}
