import styles from '../choices.module.css'
import type { ReviewProps } from '../contract'
import { shown, type ClassificationAnswer, type ClassificationQuestion } from './schema'

export function Review({ question, answer }: ReviewProps<ClassificationQuestion, ClassificationAnswer>) {
  return <span className={styles.shown}>{shown(question, answer)}</span>
}
