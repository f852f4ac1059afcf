import { lazy, Suspense } from 'react'
import styles from './Markdown.module.css'
import { Waiting } from './LoadMore'
import { general as s } from './strings/general'

const Rendered = lazy(() => import('./Markdown'))

/** Markdown as people wrote it, drawn safely: HTML in it stays text, links open outside. */
export function MarkdownText({ text, find = '' }: { text: string; find?: string }) {
  if (text.trim() === '') return <p className={styles.empty}>{s.markdownEmpty}</p>
  return (
    <div className={styles.prose}>
      <Suspense fallback={<Waiting />}>
        <Rendered text={text} find={find} />
      </Suspense>
    </div>
  )
}
