import { Interval } from './charts/Interval'
import styles from './EstimateView.module.css'
import { count, decimal, percent } from './format'
import { overview as s } from './strings/overview'

interface EstimateLike {
  value: number | null
  low?: number | null
  high?: number | null
  items?: number
  why?: string
}

interface EstimateProps {
  title: string
  hint?: string
  estimate: EstimateLike
  /** A share is shown as a percentage on 0 to 1; a coefficient as a decimal on -0.2 to 1. */
  as: 'share' | 'coefficient'
}

/** A number with its interval and evidence; when there is too little, it says why. */
export function EstimateView({ title, hint, estimate, as }: EstimateProps) {
  const shown = (value: number) => (as === 'share' ? percent(value, 1) : decimal(value))
  const { value, low, high, items = 0, why = '' } = estimate
  const known = value !== null
  const words = known && low != null && high != null ? s.interval(shown(low), shown(high), count(items)) : ''
  return (
    <div className={styles.estimate}>
      <p className={styles.title}>{title}</p>
      <p className={styles.value} data-unknown={!known || undefined}>
        {known ? shown(value) : s.undefined}
      </p>
      {known && low != null && high != null && (
        <Interval
          value={value}
          low={low}
          high={high}
          from={as === 'share' ? 0 : -0.2}
          to={1}
          label={`${title}: ${shown(value)}, ${words}`}
        />
      )}
      {words !== '' && known ? (
        <p className={styles.words}>{words}</p>
      ) : (
        <p className={styles.words} lang="en">
          {why}
        </p>
      )}
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
