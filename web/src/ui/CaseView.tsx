import { day } from './format'
import { Excerpt, Words } from './Said'
import said from './Said.module.css'
import { guideline as s } from './strings/guideline'

interface Decided {
  excerpt: string
  asked: string
  answer: string
  why: string
  rule: string
  by: string
  on: string
  source: keyof typeof s.cases.source
}

/** A decided case: the item, what was asked, what is right, and why. */
export function CaseView({ decided }: { decided: Decided }) {
  return (
    <div className={said.entry}>
      <Excerpt text={decided.excerpt} quoted />
      {decided.asked !== '' && <p className={said.asked}>{decided.asked}</p>}
      <Words counts>{decided.answer}</Words>
      {decided.why !== '' && <p className={said.plain}>{decided.why}</p>}
      <p className={said.small}>
        {decided.rule !== '' && `${s.rule(decided.rule)} · `}
        {s.cases.by(decided.by, day(decided.on))} {s.cases.source[decided.source]}
      </p>
    </div>
  )
}
