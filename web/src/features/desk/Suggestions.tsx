import { Button } from '@mantine/core'
import type { Claim } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { fitting, sameAnswers, type Asked } from '@/kinds/registry'
import { percent } from '@/ui/format'
import { desk as s } from '@/ui/strings/desk'
import styles from './DeskPage.module.css'

interface SuggestionsProps {
  claim: Claim
  form: Asked[]
  answers: Answers
  /** What the hand is at in a question. */
  viewOf: (key: string) => unknown
  onUse: (prediction: number, answers: Answers) => void
}

/** What models said of this item. Nothing is chosen before a person does. */
export function Suggestions({ claim, form, answers, viewOf, onUse }: SuggestionsProps) {
  return claim.predictions.map((prediction) => {
    const { fits } = fitting(form, prediction.answers)
    if (Object.keys(fits).length === 0) return null
    const words = form.flatMap(({ question, kind }) => {
      const answer = fits[question.key]
      return answer && kind ? [kind.shown(question, answer, viewOf(question.key))] : []
    })
    const used = sameAnswers(fits, answers)
    return (
      <div key={prediction.id} className={styles.suggestion}>
        <div>
          <p className={styles.suggestionTitle}>{s.suggestion.title(prediction.model)}</p>
          <p className={styles.suggestionWords}>
            {words.join(' · ')}
            {prediction.score !== null && <span className={styles.score}> {percent(prediction.score)}</span>}
          </p>
        </div>
        <Button
          size="xs"
          variant="default"
          disabled={used || claim.annotation !== null}
          onClick={() => {
            onUse(prediction.id, { ...answers, ...fits })
          }}
        >
          {used ? s.suggestion.used : s.suggestion.use}
        </Button>
      </div>
    )
  })
}
