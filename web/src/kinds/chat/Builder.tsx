import { Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { words as s } from './setupWords'
import { fields } from '../builderFields'
import type { BuilderProps } from '../contract'
import { readLabels } from '../labels'
import { Lines } from '../Lines'
import styles from './Chat.module.css'
import { readTurns, readWhole, type ChatQuestion, type Turns, type Whole } from './schema'

export function Builder({ question, onChange }: BuilderProps<ChatQuestion>) {
  const { turns, whole } = question
  return (
    <Stack gap="md">
      <Checkbox
        label={s.askTurns}
        checked={turns !== null}
        onChange={(event) => {
          const on = event.currentTarget.checked
          onChange({
            ...question,
            turns: on ? readTurns(s.freshLabels) : null,
            rewrite: on && question.rewrite,
          })
        }}
      />
      {turns && (
        <TurnFields
          turns={turns}
          question={question}
          onChange={onChange}
          onTurns={(patch) => {
            onChange({ ...question, turns: { ...turns, ...patch } })
          }}
        />
      )}
      <Checkbox
        label={s.askWhole}
        checked={whole !== null}
        onChange={(event) => {
          onChange({ ...question, whole: readWhole(event.currentTarget.checked) })
        }}
      />
      {whole && (
        <WholeFields
          whole={whole}
          onWhole={(patch) => {
            onChange({ ...question, whole: { ...whole, ...patch } })
          }}
        />
      )}
      <Lines
        label={s.replies}
        lines={question.replies}
        onChange={(replies) => {
          onChange({ ...question, replies })
        }}
      />
    </Stack>
  )
}

interface TurnFieldsProps {
  turns: Turns
  question: ChatQuestion
  onChange: (question: ChatQuestion) => void
  onTurns: (patch: Partial<Turns>) => void
}

function TurnFields({ turns, question, onChange, onTurns }: TurnFieldsProps) {
  return (
    <Stack gap="sm" className={styles.block}>
      <Lines
        label={s.labels}
        lines={turns.labels.map((label) => label.name)}
        onChange={(names) => {
          // A label that keeps its name keeps its id and its key.
          const before = new Map(turns.labels.map((label) => [label.name, label]))
          onTurns({ labels: readLabels(names.map((name) => before.get(name) ?? name)) })
        }}
      />
      <TextInput
        label={s.roles}
        description={s.rolesHint}
        defaultValue={turns.roles.join(', ')}
        onChange={(event) => {
          const roles = event.currentTarget.value.split(',').map((role) => role.trim())
          onTurns({ roles: roles.filter(Boolean) })
        }}
      />
      {fields.check(s.multiple, turns.multiple, (multiple) => {
        onTurns({ multiple, ordered: turns.ordered && !multiple })
      })}
      {!turns.multiple &&
        fields.check(s.ordered, turns.ordered, (ordered) => {
          onTurns({ ordered })
        })}
      {!turns.multiple &&
        fields.check(s.all, turns.all, (all) => {
          onTurns({ all })
        })}
      {fields.check(s.askRewrite, question.rewrite, (rewrite) => {
        onChange({ ...question, rewrite })
      })}
      {fields.number(s.tolerance, question.tolerance, 0, 1000, (tolerance) => {
        onChange({ ...question, tolerance })
      })}
    </Stack>
  )
}

function WholeFields({ whole, onWhole }: { whole: Whole; onWhole: (patch: Partial<Whole>) => void }) {
  const number = (field: 'low' | 'high' | 'tolerance', label: string, least: number) => (
    <NumberInput
      label={label}
      style={{ flex: '1 1 110px' }}
      value={whole[field]}
      min={least}
      max={100}
      allowDecimal={false}
      onChange={(value) => {
        if (typeof value === 'number') onWhole({ [field]: value })
      }}
    />
  )
  const text = (field: 'low_name' | 'high_name', label: string) => (
    <TextInput
      label={label}
      style={{ flex: '1 1 180px' }}
      value={whole[field]}
      maxLength={100}
      onChange={(event) => {
        onWhole({ [field]: event.currentTarget.value })
      }}
    />
  )
  return (
    <div className={styles.block}>
      <Group align="flex-end">
        {number('low', s.low, -100)}
        {number('high', s.high, -100)}
        {number('tolerance', s.wholeTolerance, 0)}
      </Group>
      <Group align="flex-end" mt="sm">
        {text('low_name', s.lowName)}
        {text('high_name', s.highName)}
      </Group>
    </div>
  )
}
