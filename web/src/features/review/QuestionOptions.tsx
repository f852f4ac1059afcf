import { Button } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import type { ItemDetail } from '@/api/types'
import { Answering } from '@/kinds/Answering'
import type { Json, PartLike } from '@/kinds/contract'
import { sameAnswers } from '@/kinds/registry'
import { confidence } from '@/ui/format'
import { KeyCap } from '@/ui/KeyCap'
import { review as s } from '@/ui/strings/review'
import type { Choice } from './choices'
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
export function QuestionOptions(props: OptionsProps) {
  const { choice, consensus, chosen, active, alone, correcting } = props
  const { question, kind } = choice.asked
  const name = useId()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (active && !alone) card.current?.scrollIntoView({ block: 'nearest' })
  }, [active, alone])
  return (
    <section
      ref={card}
      className={styles.question}
      aria-label={question.title}
      aria-current={(active && !alone) || undefined}
      data-active={(active && !alone) || undefined}
      onFocusCapture={props.onActive}
      onPointerDownCapture={props.onActive}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{question.title}</h2>
        <p className={styles.small}>
          {choice.options.length > 1
            ? s.apart(choice.options.length)
            : choice.options.length === 1 && s.alike}
          {consensus?.confidence != null && ` · ${s.confidence(confidence(consensus.confidence))}`}
          {consensus?.reviewed && ` · ${s.reviewedBefore}`}
        </p>
      </header>
      {correcting && kind ? (
        <div data-correcting className={styles.correcting}>
          <Answering
            kind={kind}
            question={question}
            answer={chosen}
            parts={props.parts}
            active={active}
            onGesture={(gesture) => {
              const next = kind.reduce(question, chosen, gesture)
              props.onChoose(next, kind.joins(chosen, next))
            }}
          />
        </div>
      ) : (
        <div className={styles.options} role="radiogroup" aria-label={question.title}>
          {choice.options.map((option, i) => {
            const is = chosen !== null && sameAnswers({ a: chosen }, { a: option.answer })
            return (
              <label key={i} className={styles.option} data-consensus={option.consensus || undefined}>
                <input
                  type="radio"
                  name={name}
                  checked={is}
                  aria-keyshortcuts={i < 9 ? String(i + 1) : undefined}
                  onChange={() => {
                    props.onChoose(option.answer)
                  }}
                />
                {i < 9 && <KeyCap quiet={!active}>{String(i + 1)}</KeyCap>}
                <span className={styles.words}>
                  {kind && <kind.Review question={question} answer={option.answer} parts={props.parts} />}
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
                </span>
                {is && <IconCheck size={18} className={styles.tick} aria-hidden />}
              </label>
            )
          })}
          {choice.options.length === 0 && <p className={styles.small}>{s.nobody}</p>}
        </div>
      )}
      {choice.unfitting.length > 0 && (
        <p className={styles.small}>
          {choice.unfitting.join(', ')}: {s.older}
        </p>
      )}
      {props.fault && (
        <p className={styles.fault} role="alert">
          {props.fault}
        </p>
      )}
      {kind && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-keyshortcuts="e"
          leftSection={<IconPencil size={16} />}
          onClick={() => {
            props.onCorrect(!correcting)
          }}
        >
          {correcting ? s.stopCorrecting : s.correct}
        </Button>
      )}
    </section>
  )
}
