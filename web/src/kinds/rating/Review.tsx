import styles from '../choices.module.css'
import type { ReviewProps } from '../contract'
import type { RatingAnswer, RatingQuestion } from './schema'

export function Review({ question, answer }: ReviewProps<RatingQuestion, RatingAnswer>) {
  return (
    <span className={styles.shown}>
      {answer.value} <span className={styles.of}>/ {question.high}</span>
    </span>
  )
}
