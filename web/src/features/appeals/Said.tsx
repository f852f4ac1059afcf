import { Button } from '@mantine/core'
import { IconCheck, IconPencil } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import { Answering } from '@/kinds/Answering'
import type { Json, PartLike } from '@/kinds/contract'
import { sameAnswers } from '@/kinds/registry'
import { KeyCap } from '@/ui/KeyCap'
import { appeals } from '@/ui/strings/appeals'
import styles from './Appeals.module.css'
import type { Choice, Option } from './deciding'

const s = appeals.deciding

interface SaidProps {
  choice: Choice
  parts: PartLike[]
  chosen: Json | null
  active: boolean
  writing: boolean
  missing: boolean
  fault: string | null
  onActive: () => void
  onChoose: (answer: Json | null) => void
  onWrite: (on: boolean) => void
}

/** What was said to one question; what is right is chosen among it, or said anew. */
export function Said(props: SaidProps) {
  const { choice, chosen, active, writing, fault } = props
  const { question, kind } = choice.asked
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
      data-active={active || undefined}
      onFocusCapture={props.onActive}
      onPointerDownCapture={props.onActive}
    >
      <h2 className={styles.title}>{question.title}</h2>
      {writing && kind ? (
        <div data-writing className={styles.options}>
          <Answering
            kind={kind}
            question={question}
            answer={chosen}
            parts={props.parts}
            active={active}
            onGesture={(gesture) => {
              props.onChoose(kind.reduce(question, chosen, gesture))
            }}
          />
        </div>
      ) : (
        <div className={styles.options} role="radiogroup" aria-label={question.title}>
          {choice.options.map((option, i) => {
            const is = chosen !== null && sameAnswers({ a: chosen }, { a: option.answer })
            return (
              <label key={i} className={styles.option}>
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
                <span className={styles.answer}>
                  {kind && <kind.Review question={question} answer={option.answer} parts={props.parts} />}
                  <span className={styles.small}>{saidBy(option)}</span>
                </span>
                {is && <IconCheck size={18} className={styles.tick} aria-hidden />}
              </label>
            )
          })}
        </div>
      )}
      {(fault ?? (props.missing && s.missing.choice)) && (
        <p className={styles.fault} role="alert">
          {fault ?? s.missing.choice}
        </p>
      )}
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
        {writing ? s.back : s.else}
      </Button>
    </section>
  )
}

function saidBy({ decided, appealed, others }: Option): string {
  return [decided && s.decided, appealed && s.appealed, others > 0 && s.others(others)]
    .filter((word) => word !== false)
    .join(' · ')
}
