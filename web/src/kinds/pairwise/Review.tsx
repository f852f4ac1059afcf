import { shared } from '../words'
import styles from '../choices.module.css'
import type { ReviewProps } from '../contract'
import { titleOf } from '../outputs'
import { shown, type PairwiseAnswer, type PairwiseQuestion } from './schema'

export function Review({ question, answer, parts }: ReviewProps<PairwiseQuestion, PairwiseAnswer>) {
  const titled = { ...answer, choice: titleOf(parts, answer.choice) }
  const order = answer.shown.map((name) => titleOf(parts, name)).join(', ')
  return (
    <span className={styles.shown}>
      {shown(question, titled)}
      {order && <span className={styles.of}> · {shared.shownOrder(order)}</span>}
    </span>
  )
}
