import type { ReactNode } from 'react'
import { LanguageChoice } from '@/ui/LanguageChoice'
import { chooseBefore } from '@/ui/locale'
import { useTitle } from '@/ui/Page'
import { Wordmark } from '@/ui/Wordmark'
import { entrance as s } from '@/ui/strings/entrance'
import styles from './Frame.module.css'

/** The page around all forms of the entrance. */
export function Frame({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  useTitle(title)
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Wordmark large />
        <p className={styles.promise}>{s.promise}</p>
        <div className={styles.card}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
          {children}
        </div>
        <div className={styles.languages}>
          <LanguageChoice label={s.language} onChoose={chooseBefore} />
        </div>
      </div>
    </main>
  )
}
