import styles from './Markdown.module.css'
import { arriving } from './arriving'
import { bring } from './chunk'
import { Waiting } from './LoadMore'
import { general as s } from './strings/general'

const Rendered = arriving(() => import('./Markdown'), 'default', { Meanwhile: Waiting })

/** Fetches what draws this text; throws `Missing` when it does not come. */
export const bringMarkdown = (text: string) => bring(text.trim() === '' ? [] : [Rendered.chunk])

/** Markdown as people wrote it, drawn safely: HTML in it stays text, links open outside. */
export function MarkdownText({ text, find = '' }: { text: string; find?: string }) {
  if (text.trim() === '') return <p className={styles.empty}>{s.markdownEmpty}</p>
  return (
    <div className={styles.prose}>
      <Rendered text={text} find={find} />
    </div>
  )
}
