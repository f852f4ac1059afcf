import type { ItemDetail } from '@/api/types'
import type { Json, PartLike } from '@/kinds/contract'
import { Deciding } from '@/kinds/Deciding'
import { confidence } from '@/ui/format'
import { review as s } from '@/ui/strings/review'
import type { Choice, Option } from './choices'
import styles from './Review.module.css'

interface OptionsProps {
  choice: Choice
  consensus: ItemDetail['consensus'][number] | undefined
  parts: PartLike[]
  chosen: Json | null
  active: boolean
  alone: boolean
  correcting: boolean
  fault: string | null
  onActive: () => void
  onChoose: (answer: Json | null, joins?: boolean) => void
  onCorrect: (on: boolean) => void
}

/** What people said to one question, alike answers together; or the editor, to say something else. */
export function QuestionOptions({ choice, consensus, correcting, onCorrect, ...rest }: OptionsProps) {
  const { asked, options, unfitting } = choice
  const said = [
    options.length > 1 ? s.apart(options.length) : options.length === 1 ? s.alike : s.nobody,
    ...(consensus?.confidence != null ? [s.confidence(confidence(consensus.confidence))] : []),
    ...(consensus?.reviewed ? [s.reviewedBefore] : []),
  ]
  const { kind, question } = asked
  const answers = options.map(({ answer, people, models, consensus: agreed }) => ({
    answer,
    by: [...people, ...models.map(s.model)],
    consensus: agreed,
  }))
  return (
    <Deciding
      {...rest}
      asked={asked}
      lead={said.join(' · ')}
      options={options.map((option) => ({ answer: option.answer, about: <By option={option} /> }))}
      together={kind?.Together && <kind.Together question={question} said={answers} parts={rest.parts} />}
      note={unfitting.length > 0 && `${unfitting.join(', ')}: ${s.older}`}
      writing={correcting}
      words={{ write: s.correct, back: s.stopCorrecting }}
      onWrite={onCorrect}
    />
  )
}

/** Who said it. */
function By({ option }: { option: Option }) {
  return (
    <span className={styles.people}>
      {option.people.map((person) => (
        <span key={person} className={styles.person}>
          {person}
        </span>
      ))}
      {option.models.map((model) => (
        <span key={model} className={styles.person} data-model>
          {s.model(model)}
        </span>
      ))}
      {option.consensus && <span className={styles.agreed}>{s.consensus}</span>}
    </span>
  )
}
