import { Checkbox, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { markColor } from '@/picture/colors'
import type { BuilderProps } from '../contract'
import { MarkLabelsBuilder } from '../marking/MarkLabelsBuilder'
import type { BoxesQuestion } from './schema'
import { words as s } from './setupWords'

export function Builder({ question, onChange }: BuilderProps<BoxesQuestion>) {
  return (
    <>
      <MarkLabelsBuilder
        labels={question.labels}
        color={(place) => markColor(null, place)}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
      />
      <Group gap="xl" align="flex-start">
        <Checkbox
          label={s.rotated}
          checked={question.rotated}
          onChange={(event) => {
            onChange({ ...question, rotated: event.currentTarget.checked })
          }}
        />
        <Checkbox
          label={s.crowds}
          checked={question.crowds}
          onChange={(event) => {
            onChange({ ...question, crowds: event.currentTarget.checked })
          }}
        />
      </Group>
      <Group gap="xl" align="flex-start">
        <NumberField
          label={s.least}
          value={question.least}
          onChange={(least) => {
            onChange({ ...question, least })
          }}
        />
        <NumberField
          label={s.tolerance}
          help={s.toleranceHelp}
          value={question.tolerance}
          onChange={(tolerance) => {
            onChange({ ...question, tolerance })
          }}
        />
      </Group>
    </>
  )
}

interface FieldProps {
  label: string
  help?: string
  value: number
  onChange: (value: number) => void
}

function NumberField({ label, help, value, onChange }: FieldProps) {
  const [line, setLine] = useState(String(value))
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="decimal"
      maw={320}
      value={line}
      onChange={(event) => {
        setLine(event.currentTarget.value)
        // What is no number is a fault of the question, which is said beside it.
        onChange(
          event.currentTarget.value.trim() === '' ? 0 : Number(event.currentTarget.value.replace(',', '.')),
        )
      }}
    />
  )
}
