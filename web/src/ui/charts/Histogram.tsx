import styles from './charts.module.css'

interface HistogramProps {
  /** Counts of equal bins from 0 to 1. */
  bins: number[]
  /** A value to mark on the axis. */
  mark?: number
  label: string
}

const W = 420
const H = 150
const BASE = 24
const TOP = 18

/** How many items lie in each tenth of confidence. */
export function Histogram({ bins, mark, label }: HistogramProps) {
  const most = Math.max(1, ...bins)
  const width = W / bins.length
  const tall = H - BASE - TOP
  return (
    <svg
      className={styles.chart}
      viewBox={`-8 0 ${String(W + 16)} ${String(H)}`}
      role="img"
      aria-label={label}
    >
      {bins.map((n, i) => {
        const height = n === 0 ? 0 : Math.max(2, (tall * n) / most)
        return (
          <g key={i}>
            <rect
              className={styles.bar}
              x={i * width + 2}
              y={H - BASE - height}
              width={width - 4}
              height={height}
              rx="2"
            />
            {n > 0 && (
              <text className={styles.count} x={i * width + width / 2} y={H - BASE - height - 5}>
                {n}
              </text>
            )}
          </g>
        )
      })}
      <line className={styles.axis} x1="0" x2={W} y1={H - BASE + 0.5} y2={H - BASE + 0.5} />
      {[0, 0.5, 1].map((x) => (
        <text
          key={x}
          className={styles.tick}
          x={x * W}
          y={H - 6}
          textAnchor={x === 0 ? 'start' : x === 1 ? 'end' : 'middle'}
        >
          {x}
        </text>
      ))}
      {mark !== undefined && (
        <line className={styles.mark} x1={mark * W} x2={mark * W} y1="2" y2={H - BASE} />
      )}
    </svg>
  )
}
