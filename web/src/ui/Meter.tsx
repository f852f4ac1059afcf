import styles from './Meter.module.css'

export interface Slice {
  name: string
  value: number
  /** A CSS colour. */
  color: string
  /** Drawn over the colour, so that colour is not the only sign. */
  pattern?: 'hatched' | 'striped' | 'dotted'
}

/** How a whole is made up, drawn as one bar; the words beside it say the same. */
export function Meter({ label, slices, whole }: { label: string; slices: Slice[]; whole: number }) {
  const share = (value: number) => (whole > 0 ? (100 * value) / whole : 0)
  return (
    <div className={styles.track} role="img" aria-label={label}>
      {slices
        .filter((slice) => slice.value > 0)
        .map((slice) => (
          <span
            key={slice.name}
            className={styles.slice}
            data-pattern={slice.pattern}
            style={{ width: `${String(share(slice.value))}%`, backgroundColor: slice.color }}
          />
        ))}
    </div>
  )
}

export function Legend({ slices, shown }: { slices: Slice[]; shown: (value: number) => string }) {
  return (
    <ul className={styles.legend}>
      {slices.map((slice) => (
        <li key={slice.name}>
          <span
            className={styles.dot}
            data-pattern={slice.pattern}
            style={{ backgroundColor: slice.color }}
            aria-hidden
          />
          <span className={styles.value}>{shown(slice.value)}</span> {slice.name}
        </li>
      ))}
    </ul>
  )
}
