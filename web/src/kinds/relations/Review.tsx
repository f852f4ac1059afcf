import { words as s } from '../marking/words'
import type { ReviewProps } from '../contract'
import marks from '../Marks.module.css'
import { colored } from '../look'
import { MarkingReview } from '../marking/MarkingReview'
import { short } from '../marking/schema'
import { relationColor } from './colors'
import { nameOfArc, type RelationsAnswer, type RelationsQuestion } from './schema'

export function Review({ question, answer, parts }: ReviewProps<RelationsQuestion, RelationsAnswer>) {
  const quotes = new Map(answer.spans.map((span) => [span.id, short(span.text, 40)]))
  return (
    <div className={marks.review}>
      <MarkingReview question={question} spans={answer.spans} parts={parts} />
      {answer.relations.length > 0 && (
        <ul className={marks.said} aria-label={s.relations}>
          {answer.relations.map((arc) => {
            const n = question.relations.findIndex((type) => type.id === arc.label)
            const type = question.relations[n]
            return (
              <li key={nameOfArc(arc)} style={colored(relationColor(type?.color ?? null, n))}>
                {quotes.get(arc.head)} <small>{type?.name ?? arc.label} →</small> {quotes.get(arc.tail)}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
