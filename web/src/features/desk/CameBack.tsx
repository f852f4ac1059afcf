import { IconArrowsSplit2, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Answers } from '@/kinds/contract'
import { agree } from '@/kinds/registry'
import { Excerpt, Words } from '@/ui/Said'
import said from '@/ui/Said.module.css'
import { guideline as g } from '@/ui/strings/guideline'
import { inbox } from '@/ui/strings/inbox'
import { practice as s } from '@/ui/strings/practice'
import styles from './CameBack.module.css'
import { ITEMS, type Practice, type PracticeItem } from './practice'

interface BackProps {
  submitted: Practice['submitted']
  onLooked: () => void
}

/** What comes back on answers that are known: one's own beside it, and the reason. */
export function CameBack({ submitted, onLooked }: BackProps) {
  const top = useRef<HTMLElement>(null)
  useEffect(() => {
    top.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className={styles.back} ref={top} tabIndex={-1}>
      <h1 className={styles.title}>{s.back.title}</h1>
      <p className={said.small}>{s.back.lead}</p>
      <ul className={styles.list}>
        {ITEMS.map((item, at) => (
          <li key={item.claim.id}>
            <Known item={item} mine={submitted[at] ?? null} onLooked={onLooked} />
          </li>
        ))}
      </ul>
    </main>
  )
}

function Known({ item, mine, onLooked }: { item: PracticeItem; mine: Answers | null; onLooked: () => void }) {
  const [asked] = item.form()
  if (!asked?.kind) return null
  const { question, kind } = asked
  const known = item.known[question.key] ?? {}
  const own = mine?.[question.key]
  const right = own !== undefined && agree(asked, own, known)
  const verdict = own === undefined ? s.back.notAnswered : right ? s.back.right : s.back.otherwise
  return (
    <article className={styles.entry} aria-label={question.title}>
      <h2 className={styles.verdict} data-right={right || undefined}>
        {right ? <IconCheck size={18} aria-hidden /> : <IconArrowsSplit2 size={18} aria-hidden />}
        {verdict}
      </h2>
      <Excerpt text={item.claim.item.parts[0]?.text ?? ''} quoted />
      <p className={said.asked}>{question.title}</p>
      <dl className={styles.answers}>
        {own !== undefined && (
          <div>
            <dt>{inbox.mine}</dt>
            <dd>{kind.shown(question, own)}</dd>
          </div>
        )}
        <div>
          <dt>{inbox.known}</dt>
          <dd>{kind.shown(question, known)}</dd>
        </div>
      </dl>
      <details
        onToggle={(event) => {
          if (event.currentTarget.open) onLooked()
        }}
      >
        <summary className={styles.summary}>{s.back.why}</summary>
        <Words counts>{item.why}</Words>
        <p className={said.small}>{g.rule(item.rule)}</p>
      </details>
    </article>
  )
}
