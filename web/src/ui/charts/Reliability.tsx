import styles from './charts.module.css'

export interface ReliabilityPoint {
  confidence: number
  accuracy: number
  items: number
}

interface ReliabilityProps {
  points: ReliabilityPoint[]
  across: string
  up: string
  label: string
}

const SIDE = 220
const LEFT = 34
const BOTTOM = 38

/** Declared confidence against the share that is right; honest points lie on the diagonal. */
export function Reliability({ points, across, up, label }: ReliabilityProps) {
  const most = Math.max(1, ...points.map((p) => p.items))
  const x = (share: number) => LEFT + share * SIDE
  const y = (share: number) => 8 + (1 - share) * SIDE
  return (
    <svg
      className={styles.square}
      viewBox={`0 0 ${String(LEFT + SIDE + 12)} ${String(SIDE + BOTTOM + 8)}`}
      role="img"
      aria-label={label}
    >
      <rect className={styles.field} x={LEFT} y="8" width={SIDE} height={SIDE} rx="3" />
      <line className={styles.diagonal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      {points.map((p, i) => (
        <circle
          key={i}
          className={styles.point}
          cx={x(p.confidence)}
          cy={y(p.accuracy)}
          r={3 + 7 * Math.sqrt(p.items / most)}
        />
      ))}
      {[0, 0.5, 1].map((tick) => (
        <g key={tick}>
          <text className={styles.tick} x={x(tick)} y={SIDE + 24} textAnchor="middle">
            {tick}
          </text>
          <text className={styles.tick} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={x(0.5)} y={SIDE + 42} textAnchor="middle">
        {across}
      </text>
      <text
        className={styles.tick}
        x="10"
        y={y(0.5)}
        textAnchor="middle"
        transform={`rotate(-90 10 ${String(y(0.5))})`}
      >
        {up}
      </text>
    </svg>
  )
}
