import styles from './CaseView.module.css'
import { day } from './format'
import { guideline as s } from './strings/guideline'

interface Decided {
  excerpt: string
  asked: string
  answer: string
  why: string
  rule: string
  by: string
  at: string
  source: keyof typeof s.cases.source
}

/** A decided case: the item, what was asked, what is right, and why. */
export function CaseView({ decided }: { decided: Decided }) {
  return (
    <div className={styles.case}>
      {decided.excerpt !== '' && <p className={styles.excerpt}>{decided.excerpt}</p>}
      {decided.asked !== '' && <p className={styles.asked}>{decided.asked}</p>}
      <p className={styles.answer}>{decided.answer}</p>
      {decided.why !== '' && <p className={styles.why}>{decided.why}</p>}
      <p className={styles.small}>
        {decided.rule !== '' && `${s.rule(decided.rule)} · `}
        {s.cases.by(decided.by, day(decided.at))} {s.cases.source[decided.source]}
      </p>
    </div>
  )
}
