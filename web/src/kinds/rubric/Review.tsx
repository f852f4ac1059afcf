import choices from '../choices.module.css'
import type { ReviewProps } from '../contract'
import styles from './Rubric.module.css'
import type { RubricAnswer, RubricQuestion } from './schema'

export function Review({ question, answer }: ReviewProps<RubricQuestion, RubricAnswer>) {
  return (
    <span className={`${choices.shown} ${styles.lines}`}>
      {question.criteria.map(({ id, name, levels }) => {
        const level = levels.find(({ value }) => value === answer.ratings[id])
        return (
          level && (
            <span key={id} className={styles.line}>
              <span className={choices.of}>{name} </span>
              {level.name}
              {answer.notes[id] && <span className={styles.said}> — {answer.notes[id]}</span>}
            </span>
          )
        )
      })}
    </span>
  )
}
