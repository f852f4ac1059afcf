import { shared } from '../words'
import styles from '../choices.module.css'
import type { ReviewProps } from '../contract'
import { titleOf } from '../outputs'
import { inWords, type RankingAnswer, type RankingQuestion } from './schema'

export function Review({ answer, parts }: ReviewProps<RankingQuestion, RankingAnswer>) {
  const order = answer.shown.map((name) => titleOf(parts, name)).join(', ')
  return (
    <span className={styles.shown}>
      {inWords(answer, (name) => titleOf(parts, name))}
      {order && <span className={styles.of}> · {shared.shownOrder(order)}</span>}
    </span>
  )
}
