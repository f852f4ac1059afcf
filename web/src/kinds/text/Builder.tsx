import { Checkbox, Group, NumberInput } from '@mantine/core'
import { words as s } from './setupWords'
import type { BuilderProps } from '../contract'
import type { TextQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<TextQuestion>) {
  const number = (field: 'least' | 'most', label: string, least: number) => (
    <NumberInput
      label={label}
      size="sm"
      style={{ flex: '1 1 140px' }}
      value={question[field]}
      min={least}
      max={100_000}
      allowDecimal={false}
      onChange={(value) => {
        if (typeof value === 'number') onChange({ ...question, [field]: value })
      }}
    />
  )
  return (
    <Group align="flex-end">
      {number('least', s.least, 0)}
      {number('most', s.most, 1)}
      <Checkbox
        label={s.multiline}
        checked={question.multiline}
        pb={8}
        onChange={(event) => {
          onChange({ ...question, multiline: event.currentTarget.checked })
        }}
      />
    </Group>
  )
}
