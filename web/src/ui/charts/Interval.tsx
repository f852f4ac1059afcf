import styles from './charts.module.css'

interface IntervalProps {
  value: number
  low: number
  high: number
  /** The ends of the scale. */
  from: number
  to: number
  label: string
}

/** A number with its uncertainty: the band is where it lies, the dot is the best guess. */
export function Interval({ value, low, high, from, to, label }: IntervalProps) {
  const at = (x: number) => (100 * (Math.min(to, Math.max(from, x)) - from)) / (to - from)
  return (
    <div className={styles.interval} role="img" aria-label={label}>
      <span
        className={styles.band}
        style={{ insetInlineStart: `${String(at(low))}%`, width: `${String(at(high) - at(low))}%` }}
      />
      <span className={styles.dot} style={{ insetInlineStart: `${String(at(value))}%` }} />
    </div>
  )
}
