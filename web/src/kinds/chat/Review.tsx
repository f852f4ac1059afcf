import { Differences } from '@/ui/Differences'
import { shared } from '../words'
import choices from '../choices.module.css'
import type { ReviewProps } from '../contract'
import styles from './Chat.module.css'
import { conversationOf, isStale, shown, type ChatAnswer, type ChatQuestion } from './schema'

/** What was said, turn by turn, with the words that it was said of. */
export function Review({ question, answer, parts = [] }: ReviewProps<ChatQuestion, ChatAnswer>) {
  const turns = conversationOf(question, parts)?.turns
  const names = new Map(question.turns?.labels.map((label) => [label.id, label.name]))
  if (!turns || answer.turns.length === 0)
    return <span className={choices.shown}>{shown(question, answer)}</span>
  return (
    <ul className={styles.review}>
      {answer.turns.map((said) => {
        const turn = turns[said.turn]
        return (
          <li key={said.turn}>
            <span className={styles.of}>{said.turn + 1}</span>{' '}
            <strong>{said.labels.map((id) => names.get(id) ?? id).join(', ')}</strong>
            {isStale(said, turn) && <span className={styles.stale}> {shared.changed}</span>}
            {said.rewrite === null ? (
              <span className={styles.quote}>{turn?.text}</span>
            ) : (
              <Differences from={turn?.text ?? ''} to={said.rewrite} />
            )}
          </li>
        )
      })}
      {(answer.whole !== null || answer.reply) && (
        <li>{shown({ ...question, turns: null }, { ...answer, turns: [] })}</li>
      )}
    </ul>
  )
}
