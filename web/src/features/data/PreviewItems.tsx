import type { Preview } from '@/api/types'
import { Parts } from '@/ui/Parts'
import { data as s } from '@/ui/strings/data'
import styles from './Data.module.css'

/** The first rows as the items that they would become. */
export function PreviewItems({ preview }: { preview: Preview }) {
  return (
    <div>
      {preview.rows.length > 0 && <h3 className={styles.sub}>{s.preview}</h3>}
      <div className={styles.items}>
        {preview.rows.slice(0, 3).map((row) => (
          <article key={row.line} className={styles.item}>
            <p className={styles.small}>{row.external_id ?? s.line(row.line)}</p>
            <Parts
              compact
              parts={row.parts.map((part) =>
                part.type === 'picture' && !part.url
                  ? { ...part, type: 'text', text: `[${s.roles.picture}]` }
                  : part,
              )}
            />
            {row.gold && <p className={styles.small}>{`${s.gold}: ${JSON.stringify(row.gold)}`}</p>}
          </article>
        ))}
      </div>
      {preview.faults.length > 0 && (
        <>
          <h3 className={styles.sub}>{s.previewFaults}</h3>
          <ul className={styles.faults}>
            {preview.faults.map((fault) => (
              <li key={fault.line}>
                <strong>{s.line(fault.line)}</strong> {fault.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
