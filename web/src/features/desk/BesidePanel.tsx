import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { queries } from '@/api/queries'
import type { BesideTask, Thread } from '@/api/types'
import { CaseView } from '@/ui/CaseView'
import { MarkdownText } from '@/ui/MarkdownText'
import { Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { sectionsOf } from '@/ui/sections'
import { guideline as s } from '@/ui/strings/guideline'
import styles from './BesidePanel.module.css'

interface BesideProps {
  project: number
  guideline: string
  beside: BesideTask | undefined
  /** What is looked for in the guideline: then the cases that have it take the place of those like the item. */
  find: string
}

/** What helps with this very item: the rule that may apply, what was asked about it, and cases like it. */
export function BesidePanel({ project, guideline, beside, find }: BesideProps) {
  const [words] = useDebouncedValue(find, 300)
  const searches = words.length > 1
  const found = useInfiniteQuery({
    ...queries.cases(project, words),
    enabled: searches && beside !== undefined,
  })
  const rule = useMemo(
    () => sectionsOf(guideline).find(({ heading }) => heading === beside?.rule),
    [guideline, beside?.rule],
  )
  const cases = searches ? (found.data?.pages[0]?.rows ?? []).slice(0, 5) : (beside?.cases ?? [])
  const threads = beside?.threads ?? []
  const ruled = beside?.rule_threads ?? []
  if (cases.length === 0 && (searches || (threads.length === 0 && ruled.length === 0 && !rule))) return null
  return (
    <div className={styles.beside}>
      {!searches && threads.length > 0 && (
        <Part title={s.beside.threads}>
          <Asked threads={threads} />
        </Part>
      )}
      {!searches && rule && (
        <section>
          <h3 className={styles.title}>{s.beside.rule}</h3>
          <div className={styles.rule}>
            <MarkdownText text={rule.markdown} />
          </div>
        </section>
      )}
      {!searches && ruled.length > 0 && (
        <Part title={s.beside.ruleThreads}>
          <Asked threads={ruled} />
        </Part>
      )}
      {cases.length > 0 && (
        <Part title={searches ? s.beside.found : s.beside.cases}>
          {cases.map((decided) => (
            <li key={decided.id}>
              <CaseView decided={decided} />
            </li>
          ))}
        </Part>
      )}
    </div>
  )
}

function Asked({ threads }: { threads: Thread[] }) {
  return threads.map((thread) => (
    <li key={thread.id} className={said.entry}>
      <p className={said.asked}>{thread.asked}</p>
      {thread.answer === null ? (
        <p className={said.small}>{s.beside.waits}</p>
      ) : (
        <Words counts>{thread.answer}</Words>
      )}
    </li>
  ))
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </section>
  )
}
