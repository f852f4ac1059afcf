import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Answering } from '@/kinds/Answering'
import type { Json } from '@/kinds/contract'
import { kindOf, KINDS } from '@/kinds/registry'
import { setupOf } from '@/kinds/setups'
import { settings as s } from '@/ui/strings/settings'
import { Unfolding } from '@/ui/Unfolding'
import menu from '@/ui/Unfolding.module.css'
import { ConditionFields } from './ConditionFields'
import { building, faultsOf, keyOf, moved, placeOf, retitle, type Building } from './questions'
import styles from './Settings.module.css'

interface BuilderProps {
  questions: Building[]
  onChange: (questions: Building[]) => void
  /** Whether faults are shown: after the first try to save. */
  tried: boolean
}

/** The questions with a live preview of each. */
export function QuestionsBuilder({ questions, onChange, tried }: BuilderProps) {
  const add = (name: string) => {
    const kind = kindOf(name)
    const setup = setupOf(name)
    if (!kind || !setup) return
    const taken = new Set(questions.map((one) => one.question.key))
    onChange([...questions, building(setup.fresh(keyOf(kind.title, taken)), 'by-title')])
  }
  return (
    <Stack gap="xl">
      {questions.map((one, i) => (
        <QuestionFields key={one.id} one={one} place={i} all={questions} tried={tried} onChange={onChange} />
      ))}
      <Unfolding
        label={s.addQuestion}
        button={(opener) => (
          <Button variant="default" leftSection={<IconPlus size={18} />} {...opener}>
            {s.addQuestion}
          </Button>
        )}
      >
        {(close) =>
          KINDS.map((kind) => (
            <button
              key={kind.name}
              type="button"
              className={menu.choice}
              onClick={() => {
                close()
                add(kind.name)
              }}
            >
              <strong>{kind.title}</strong>
              <span className={menu.about}>{setupOf(kind.name)?.about}</span>
            </button>
          ))
        }
      </Unfolding>
    </Stack>
  )
}

interface FieldsProps extends BuilderProps {
  one: Building
  place: number
  all: Building[]
}

function QuestionFields({ one, place, all, tried, onChange }: Omit<FieldsProps, 'questions'>) {
  const { question } = one
  const kind = kindOf(question.kind)
  const setup = setupOf(question.kind)
  const faults = faultsOf(one, all)
  const fault = (where: string) => (tried ? faults.find((f) => f.where === where)?.what : undefined)
  const inner = tried ? faults.filter((f) => f.where !== 'title' && f.where !== 'key') : []
  const change = (patch: Partial<Building>) => {
    onChange(all.map((other) => (other.id === one.id ? { ...other, ...patch } : other)))
  }
  return (
    <fieldset className={styles.question} id={placeOf(one)}>
      <legend className={styles.legend}>{s.question(place + 1)}</legend>
      <div className={styles.fields}>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {kind?.title ?? question.kind}
          </Text>
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={s.up}
              disabled={place === 0}
              onClick={() => {
                onChange(moved(all, one.id, -1))
              }}
            >
              <IconArrowUp size={18} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={s.down}
              disabled={place === all.length - 1}
              onClick={() => {
                onChange(moved(all, one.id, 1))
              }}
            >
              <IconArrowDown size={18} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={s.remove}
              disabled={all.length === 1}
              onClick={() => {
                onChange(all.filter((other) => other.id !== one.id))
              }}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        </Group>
        <TextInput
          id={placeOf(one, 'title')}
          label={s.questionTitle}
          value={question.title}
          maxLength={300}
          error={fault('title')}
          onChange={(event) => {
            onChange(retitle(all, one.id, event.currentTarget.value))
          }}
        />
        <TextInput
          label={s.questionHelp}
          value={question.help}
          maxLength={2000}
          onChange={(event) => {
            change({ question: { ...question, help: event.currentTarget.value } })
          }}
        />
        {setup && (
          <div id={placeOf(one, 'kind')}>
            <setup.Builder
              question={question}
              faults={inner}
              onChange={(next) => {
                change({ question: next })
              }}
            />
          </div>
        )}
        {inner.length > 0 && (
          <ul className={styles.faults} role="alert">
            {inner.map((f, i) => (
              <li key={i}>{f.what}</li>
            ))}
          </ul>
        )}
        <Group align="flex-start" gap="lg">
          <TextInput
            style={{ flex: '1 1 220px' }}
            id={placeOf(one, 'key')}
            label={s.key}
            description={one.keyed === 'fixed' ? undefined : s.keyHint}
            value={question.key}
            readOnly={one.keyed === 'fixed'}
            maxLength={40}
            error={fault('key')}
            onChange={(event) => {
              change({ keyed: 'by-hand', question: { ...question, key: event.currentTarget.value } })
            }}
          />
          <TextInput
            style={{ flex: '1 1 220px' }}
            label={s.part}
            placeholder={s.partAny}
            value={question.part ?? ''}
            onChange={(event) => {
              change({ question: { ...question, part: event.currentTarget.value.trim() || null } })
            }}
          />
        </Group>
        <ConditionFields
          id={placeOf(one, 'when')}
          when={question.when}
          earlier={all.slice(0, place)}
          onChange={(when) => {
            change({ question: { ...question, when } })
          }}
        />
        <Checkbox
          label={s.required}
          checked={question.required}
          onChange={(event) => {
            change({ question: { ...question, required: event.currentTarget.checked } })
          }}
        />
      </div>
      <Preview one={one} />
    </fieldset>
  )
}

/** The editor as people will have it; what is chosen here goes nowhere. */
function Preview({ one }: { one: Building }) {
  const [raw, setRaw] = useState<Json | null>(null)
  const kind = kindOf(one.question.kind)
  if (!kind) return null
  const question = kind.readQuestion(one.question as unknown as Json)
  const answer = kind.readAnswer(question, raw)
  return (
    <div className={styles.preview}>
      <p className={styles.previewTitle}>{s.preview}</p>
      <p className={styles.asked}>{question.title || '…'}</p>
      {question.help && <p className={styles.help}>{question.help}</p>}
      <Answering
        kind={kind}
        question={question}
        answer={answer}
        parts={setupOf(kind.name)?.samples?.(question) ?? []}
        active
        onGesture={(gesture) => {
          setRaw(kind.reduce(question, answer, gesture))
        }}
      />
    </div>
  )
}
