import styles from './Table.module.css'

/** Metadata: names and values. */
export function Facts({ data }: { data: Record<string, unknown> }) {
  return (
    <dl className={styles.facts}>
      {Object.entries(data).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</dd>
        </div>
      ))}
    </dl>
  )
}
