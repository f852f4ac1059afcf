import { Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import { words as s } from './setupWords'
import { shared } from '../setupWords'
import type { BuilderProps } from '../contract'
import { ASKED, type PairwiseQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<PairwiseQuestion>) {
  const rename = (at: number, name: string) => {
    const before = question.outputs[at]
    const systems = Object.entries(question.systems).map(([output, column]) => [
      output === before ? name : output,
      column,
    ])
    onChange({
      ...question,
      outputs: question.outputs.map((one, i) => (i === at ? name : one)),
      systems: Object.fromEntries(systems) as Record<string, string>,
    })
  }
  const attribute = (name: string, column: string) => {
    const systems = Object.entries({ ...question.systems, [name]: column }).filter(
      ([, value]) => value !== '',
    )
    onChange({ ...question, systems: Object.fromEntries(systems) })
  }
  return (
    <Stack gap="sm">
      <Group align="flex-start">
        {question.outputs.map((name, i) => (
          <TextInput
            key={i}
            style={{ flex: '1 1 180px' }}
            label={shared.outputName(i + 1)}
            description={i === 0 ? shared.outputHint : ' '}
            value={name}
            maxLength={100}
            onChange={(event) => {
              rename(i, event.currentTarget.value.trim())
            }}
          />
        ))}
      </Group>
      <Group gap="lg">
        <Checkbox
          label={s.tieAllowed}
          checked={question.tie}
          onChange={(event) => {
            onChange({ ...question, tie: event.currentTarget.checked })
          }}
        />
        <Checkbox
          label={s.neitherAllowed}
          checked={question.both_bad}
          onChange={(event) => {
            onChange({ ...question, both_bad: event.currentTarget.checked })
          }}
        />
      </Group>
      <Select
        label={s.strength}
        allowDeselect={false}
        data={ASKED.map((value) => ({ value, label: s.strengthChoices[value] }))}
        value={question.strength}
        onChange={(value) => {
          onChange({ ...question, strength: ASKED.find((one) => one === value) ?? 'no' })
        }}
      />
      <Group align="flex-start">
        {question.outputs.map((name, i) => (
          <TextInput
            key={i}
            style={{ flex: '1 1 180px' }}
            label={s.system(name)}
            placeholder={s.systemHint}
            value={question.systems[name] ?? ''}
            maxLength={200}
            onChange={(event) => {
              attribute(name, event.currentTarget.value)
            }}
          />
        ))}
      </Group>
    </Stack>
  )
}
