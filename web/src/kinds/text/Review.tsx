import styles from '../choices.module.css'
import type { ReviewProps } from '../contract'
import type { TextAnswer, TextQuestion } from './schema'

export function Review({ answer }: ReviewProps<TextQuestion, TextAnswer>) {
  return (
    <span className={styles.shown} dir="auto">
      {answer.text}
    </span>
  )
}
