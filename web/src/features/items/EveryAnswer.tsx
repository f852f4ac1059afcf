import { calls } from '@/api/calls'
import type { ItemDetail } from '@/api/types'
import { agree, type Asked } from '@/kinds/registry'
import { day } from '@/ui/format'
import { Panel } from '@/ui/Page'
import { items as s } from '@/ui/strings/items'
import { Thanking } from '@/ui/Thanking'
import styles from './Items.module.css'

/** Everybody's answers, the ones that differ from the consensus marked. */
export function EveryAnswer({
  project,
  form,
  detail,
}: {
  project: number
  form: Asked[]
  detail: ItemDetail
}) {
  const consensus = new Map(detail.consensus.map((made) => [made.question, made.answer]))
  const several = form.length > 1
  return (
    <Panel title={s.answers} note={detail.given.length > 1 ? s.answersNote : undefined}>
      {detail.given.length === 0 && <p className={styles.small}>{s.noAnswers}</p>}
      <ul className={styles.given}>
        {detail.given.map((given) => (
          <li key={given.annotation_id}>
            <div className={styles.who}>
              <span>
                <strong>{given.person}</strong>
                {given.mine && ` (${s.you})`}
              </span>
              <span>
                {given.earlier && `${s.byEarlier} · `}
                {given.bulk && `${s.atOnce} · `}
                {given.surplus && `${s.surplus} · `}
                {given.revision > 1 && `${s.revision(given.revision)} · `}
                {day(given.submitted_on)}
              </span>
            </div>
            {form.map((asked) => {
              const { question, kind } = asked
              const raw = given.answers[question.key]
              const answer = kind?.readAnswer(question, raw) ?? null
              if (!raw) return null
              const agreed = consensus.get(question.key)
              // What was said by an earlier guideline is not held against this one.
              const differs = !given.earlier && agreed !== undefined && !agree(asked, agreed, raw)
              return (
                <p key={question.key} className={styles.line}>
                  {several && <span className={styles.small}>{question.title} </span>}
                  <span className={differs ? styles.differs : undefined}>
                    {kind && answer ? (
                      <kind.Review question={question} answer={answer} parts={detail.item.parts} />
                    ) : (
                      JSON.stringify(raw)
                    )}
                  </span>
                </p>
              )
            })}
            {!given.mine && (
              <Thanking
                name={given.person}
                given={given.thanked}
                does={(words) => calls.thank(project, 'answer', given.annotation_id, words)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
