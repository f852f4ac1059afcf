import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { words as s } from './setupWords'
import { shared } from '../setupWords'
import type { BuilderProps } from '../contract'
import { MOST, type RankingQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<RankingQuestion>) {
  const { outputs } = question
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {shared.outputs}
      </Text>
      <Text size="xs" c="dimmed">
        {shared.outputHint}
      </Text>
      {outputs.map((name, i) => (
        <Group key={i} gap="xs" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            aria-label={shared.outputName(i + 1)}
            value={name}
            maxLength={100}
            onChange={(event) => {
              const next = event.currentTarget.value.trim()
              onChange({ ...question, outputs: outputs.map((one, j) => (j === i ? next : one)) })
            }}
          />
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={s.removeOutput(name)}
            disabled={outputs.length <= 2}
            onClick={() => {
              onChange({ ...question, outputs: outputs.filter((_, j) => j !== i) })
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        </Group>
      ))}
      <Group justify="space-between">
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} />}
          disabled={outputs.length >= MOST}
          onClick={() => {
            onChange({ ...question, outputs: [...outputs, ''] })
          }}
        >
          {s.addOutput}
        </Button>
        <Checkbox
          label={s.ties}
          checked={question.ties}
          onChange={(event) => {
            onChange({ ...question, ties: event.currentTarget.checked })
          }}
        />
      </Group>
    </Stack>
  )
}
