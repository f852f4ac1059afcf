import { Button, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { KeyCap } from '@/ui/KeyCap'
import { words as s } from './words'
import choices from '../choices.module.css'
import type { EditorProps } from '../contract'
import { mostLevels, type Gesture } from './reduce'
import styles from './Rubric.module.css'
import { handOf, type Criterion, type RubricAnswer, type RubricQuestion, type View } from './schema'

/** Every criterion with all its steps in words; nothing folds, so nothing moves under the hand. */
export function Editor({
  question,
  answer,
  view,
  onView,
  onGesture,
  active,
  readOnly = false,
}: EditorProps<RubricQuestion, RubricAnswer, Gesture>) {
  const next = handOf(question, answer, view)
  const hand = active ? next : null
  const rows = useRef(new Map<string, HTMLElement>())
  const last = useRef(hand?.id)
  useEffect(() => {
    if (last.current === hand?.id) return
    last.current = hand?.id
    if (hand) rows.current.get(hand.id)?.scrollIntoView({ block: 'nearest' })
  }, [hand])

  // Up and down go between criteria, left and right within one.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const field = event.target as HTMLElement
    if (field.tagName !== 'INPUT' || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const at = question.criteria.findIndex(({ id }) => rows.current.get(id)?.contains(field))
    const other = question.criteria[at + (event.key === 'ArrowUp' ? -1 : 1)]
    const inputs = other && rows.current.get(other.id)?.querySelectorAll('input')
    const input = inputs && ([...inputs].find((one) => one.checked) ?? inputs[0])
    input?.focus()
  }
  return (
    <div className={styles.rubric} role="group" aria-label={question.title} onKeyDown={onKeyDown}>
      {question.criteria.map((criterion) => (
        <section
          key={criterion.id}
          className={styles.criterion}
          data-hand={hand?.id === criterion.id || undefined}
          data-next={next?.id === criterion.id || undefined}
          data-judged={answer?.ratings[criterion.id] !== undefined || undefined}
          ref={(element) => {
            if (element) rows.current.set(criterion.id, element)
          }}
          onFocus={() => {
            if ((view as View | null)?.at !== criterion.id) onView({ at: criterion.id })
          }}
        >
          <Steps
            criterion={criterion}
            value={answer?.ratings[criterion.id]}
            reached={hand?.id === criterion.id}
            readOnly={readOnly}
            onGesture={onGesture}
          />
          {question.notes && (
            <Note
              criterion={criterion}
              text={answer?.notes[criterion.id] ?? ''}
              readOnly={readOnly}
              onGesture={onGesture}
            />
          )}
        </section>
      ))}
      <p className={styles.hint} aria-hidden>
        <KeyCap quiet={!active}>1</KeyCap>–<KeyCap quiet={!active}>{String(mostLevels(question))}</KeyCap>{' '}
        {s.keysChoose}
        <KeyCap quiet={!active}>j</KeyCap>
        <KeyCap quiet={!active}>k</KeyCap> {s.keysLook}
      </p>
    </div>
  )
}

interface StepsProps {
  criterion: Criterion
  value: number | undefined
  reached: boolean
  readOnly: boolean
  onGesture: (gesture: Gesture) => void
}

function Steps({ criterion, value, reached, readOnly, onGesture }: StepsProps) {
  const group = useId()
  const described = criterion.levels.some((level) => level.description !== '')
  return (
    <>
      <h3 className={styles.name} id={`${group}-name`}>
        {criterion.name}
      </h3>
      {criterion.help && (
        <p className={styles.help} id={`${group}-help`}>
          {criterion.help}
        </p>
      )}
      <div
        className={described ? styles.list : styles.scale}
        role="radiogroup"
        aria-labelledby={`${group}-name`}
        aria-describedby={criterion.help ? `${group}-help` : undefined}
        aria-current={reached || undefined}
      >
        {criterion.levels.map((level, i) => (
          <label key={level.value} className={`${choices.choice} ${styles.step}`}>
            <input
              type="radio"
              name={group}
              checked={value === level.value}
              disabled={readOnly}
              aria-keyshortcuts={String(i + 1)}
              onChange={() => {
                onGesture({ does: 'judge', criterion: criterion.id, value: level.value })
              }}
            />
            <KeyCap quiet={!reached}>{String(i + 1)}</KeyCap>
            <span className={choices.words}>
              <span className={choices.name}>{level.name}</span>
              {level.description && <span className={choices.help}>{level.description}</span>}
            </span>
          </label>
        ))}
      </div>
    </>
  )
}

interface NoteProps {
  criterion: Criterion
  text: string
  readOnly: boolean
  onGesture: (gesture: Gesture) => void
}

function Note({ criterion, text, readOnly, onGesture }: NoteProps) {
  const [opened, setOpened] = useState(false)
  if (text === '' && !opened)
    return (
      <Button
        className={styles.add}
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={s.addNoteTo(criterion.name)}
        disabled={readOnly}
        onClick={() => {
          setOpened(true)
        }}
      >
        {s.addNote}
      </Button>
    )
  return (
    <Textarea
      mt={8}
      autosize
      minRows={1}
      maxRows={8}
      size="sm"
      dir="auto"
      aria-label={s.note(criterion.name)}
      placeholder={s.note(criterion.name)}
      data-autofocus={opened || undefined}
      ref={(element) => {
        // Only where it was asked for just now.
        if (opened && text === '' && element && document.activeElement !== element) element.focus()
      }}
      value={text}
      readOnly={readOnly}
      onBlur={() => {
        setOpened(false)
      }}
      onChange={(event) => {
        onGesture({ does: 'note', criterion: criterion.id, text: event.currentTarget.value })
      }}
    />
  )
}
