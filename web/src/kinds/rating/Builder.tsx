import { Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { words as s } from './setupWords'
import type { BuilderProps } from '../contract'
import type { RatingQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<RatingQuestion>) {
  const number = (field: 'low' | 'high' | 'tolerance', label: string, least: number) => (
    <NumberInput
      label={label}
      size="sm"
      style={{ flex: '1 1 120px' }}
      value={question[field]}
      min={least}
      max={100}
      allowDecimal={false}
      onChange={(value) => {
        if (typeof value === 'number') onChange({ ...question, [field]: value })
      }}
    />
  )
  const words = (field: 'low_name' | 'high_name', label: string) => (
    <TextInput
      label={label}
      style={{ flex: '1 1 200px' }}
      value={question[field]}
      maxLength={100}
      onChange={(event) => {
        onChange({ ...question, [field]: event.currentTarget.value })
      }}
    />
  )
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        {number('low', s.low, -100)}
        {number('high', s.high, -100)}
        {number('tolerance', s.tolerance, 0)}
      </Group>
      <Group align="flex-end">
        {words('low_name', s.lowName)}
        {words('high_name', s.highName)}
      </Group>
    </Stack>
  )
}
