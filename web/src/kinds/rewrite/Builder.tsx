import { Checkbox, Group, NumberInput, Select, Stack } from '@mantine/core'
import { words as s } from './setupWords'
import type { BuilderProps } from '../contract'
import type { RewriteQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<RewriteQuestion>) {
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
    <Stack gap="sm">
      <Group align="flex-end">
        {number('least', s.least, 0)}
        {number('most', s.most, 1)}
        <Select
          label={s.compare}
          style={{ flex: '1 1 200px' }}
          allowDeselect={false}
          data={[
            { value: 'edits', label: s.compareEdits },
            { value: 'chrf', label: s.compareChrf },
          ]}
          value={question.compare}
          onChange={(value) => {
            onChange({ ...question, compare: value === 'chrf' ? 'chrf' : 'edits' })
          }}
        />
      </Group>
      <Checkbox
        label={s.must}
        checked={question.must_change}
        onChange={(event) => {
          onChange({ ...question, must_change: event.currentTarget.checked })
        }}
      />
    </Stack>
  )
}
