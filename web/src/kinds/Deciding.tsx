/** One question that somebody decides: what was said to it is chosen from, or something else is said. */
import { Button } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { Answering } from './Answering'
import choices from './choices.module.css'
import type { Json, PartLike } from './contract'
import styles from './Deciding.module.css'
import { sameAnswers, type Asked } from './registry'

interface DecidingProps {
  asked: Asked
  /** What was said, alike answers together, and what is to be known of each. */
  options: readonly { answer: Json; about: ReactNode }[]
  /** Under the title. */
  lead?: ReactNode
  /** Everybody's answers over each other. */
  together?: ReactNode
  /** Under the answers. */
  note?: ReactNode
  parts: PartLike[]
  chosen: Json | null
  /** Whether keys go to this question. */
  active: boolean
  /** Whether it is the only one: then nothing has to say which has the keys. */
  alone?: boolean
  /** Whether something else is being said. */
  writing: boolean
  fault: string | null
  words: { write: string; back: string }
  onActive: () => void
  onChoose: (answer: Json | null, joins?: boolean) => void
  onWrite: (on: boolean) => void
}

export function Deciding(props: DecidingProps) {
  const { asked, options, lead, chosen, writing, words } = props
  const { question, kind } = asked
  const active = props.active && !props.alone
  const name = useId()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (active) card.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <section
      ref={card}
      className={styles.question}
      aria-label={question.title}
      aria-current={active || undefined}
      data-active={active || undefined}
      onFocusCapture={props.onActive}
      onPointerDownCapture={props.onActive}
    >
      <header>
        <h2 className={styles.title}>{question.title}</h2>
        {lead && <p className={styles.lead}>{lead}</p>}
      </header>
      {!writing && props.together}
      {writing && kind ? (
        <div data-writing className={styles.options}>
          <Answering
            kind={kind}
            question={question}
            answer={chosen}
            parts={props.parts}
            active={props.active}
            onGesture={(gesture) => {
              const next = kind.reduce(question, chosen, gesture)
              props.onChoose(next, kind.joins(chosen, next))
            }}
          />
        </div>
      ) : (
        <div className={styles.options} role="radiogroup" aria-label={question.title}>
          {options.map((option, i) => {
            const is = chosen !== null && sameAnswers({ a: chosen }, { a: option.answer })
            return (
              <label key={i} className={`${choices.choice ?? ''} ${styles.option ?? ''}`}>
                <input
                  type="radio"
                  name={name}
                  checked={is}
                  aria-keyshortcuts={i < 9 ? String(i + 1) : undefined}
                  onChange={() => {
                    props.onChoose(option.answer)
                  }}
                />
                {i < 9 && <KeyCap quiet={!props.active}>{String(i + 1)}</KeyCap>}
                <span className={styles.answer}>
                  {kind && <kind.Review question={question} answer={option.answer} parts={props.parts} />}
                  <span className={styles.about}>{option.about}</span>
                </span>
                {is && <IconCheck size={18} className={choices.tick} aria-hidden />}
              </label>
            )
          })}
        </div>
      )}
      {props.note && <p className={styles.lead}>{props.note}</p>}
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
            props.onWrite(!writing)
          }}
        >
          {writing ? words.back : words.write}
        </Button>
      )}
    </section>
  )
}
