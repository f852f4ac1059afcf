import { day } from './format'
import { uses as s } from './strings/uses'
import styles from './UseList.module.css'

export interface Use {
  id: number
  kind: 'download' | 'training' | 'note'
  consumer: string
  purpose: string
  day: string
}

/** What a version was used for, as its consumers said it. */
export function UseList({ uses }: { uses: Use[] }) {
  return (
    <ul className={styles.list}>
      {uses.map((use) => (
        <li key={use.id}>
          <time className={styles.day} dateTime={use.day}>
            {day(use.day)}
          </time>
          <span className={styles.said}>
            {use.consumer === '' ? (
              s.kinds[use.kind]
            ) : (
              <>
                <strong>{use.consumer}</strong> <q>{use.purpose}</q>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
