import { Button } from '@mantine/core'
import type { Draft } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { fitting, sameAnswers, type Asked } from '@/kinds/registry'
import { clock } from '@/ui/format'
import { desk as s } from '@/ui/strings/desk'
import styles from './Conflict.module.css'

interface ConflictProps {
  form: Asked[]
  mine: Answers
  theirs: Draft
  onChoose: (answers: Answers) => void
}

/** Both drafts of one item, side by side. */
export function Conflict({ form, mine, theirs, onChoose }: ConflictProps) {
  const there = fitting(form, theirs.answers).fits
  return (
    <section className={styles.conflict} role="alert" aria-label={s.conflict.title}>
      <h2 className={styles.title}>{s.conflict.title}</h2>
      <p className={styles.why}>{s.conflict.why}</p>
      <div className={styles.both}>
        <Side title={s.conflict.mine} form={form} answers={mine} other={there}>
          <Button
            size="xs"
            onClick={() => {
              onChoose(mine)
            }}
          >
            {s.conflict.keepMine}
          </Button>
        </Side>
        <Side title={s.conflict.theirs(clock(theirs.saved_at))} form={form} answers={there} other={mine}>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onChoose(there)
            }}
          >
            {s.conflict.takeTheirs}
          </Button>
        </Side>
      </div>
    </section>
  )
}

interface SideProps {
  title: string
  form: Asked[]
  answers: Answers
  other: Answers
  children: React.ReactNode
}

function Side({ title, form, answers, other, children }: SideProps) {
  return (
    <div className={styles.side}>
      <h3 className={styles.sideTitle}>{title}</h3>
      <dl className={styles.list}>
        {form.map(({ question, kind }) => {
          const mine = answers[question.key]
          const theirs = other[question.key]
          const differs = !sameAnswers(mine ? { a: mine } : {}, theirs ? { a: theirs } : {})
          return (
            <div key={question.key} data-differs={differs || undefined}>
              <dt>{question.title}</dt>
              <dd>{mine && kind ? <kind.Review question={question} answer={mine} /> : s.conflict.none}</dd>
            </div>
          )
        })}
      </dl>
      {children}
    </div>
  )
}
