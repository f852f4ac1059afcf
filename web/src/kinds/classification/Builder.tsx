import { ActionIcon, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { kinds as s } from '@/ui/strings/kinds'
import type { BuilderProps } from '../contract'
import { keysOf, type ClassificationQuestion, type Label } from './schema'

export function Builder({ question, onChange }: BuilderProps<ClassificationQuestion>) {
  const keys = keysOf(question)
  const change = (at: number, patch: Partial<Label>) => {
    onChange({
      ...question,
      labels: question.labels.map((label, i) => (i === at ? { ...label, ...patch } : label)),
    })
  }
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {s.classification.labels}
      </Text>
      {question.labels.map((label, i) => (
        <Group key={i} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            w={56}
            aria-label={s.classification.labelKey(label.name)}
            value={label.key ?? ''}
            placeholder={keys[i] ?? ''}
            maxLength={1}
            onChange={(event) => {
              const key = event.currentTarget.value.toLowerCase()
              change(i, { key: /^[0-9a-z]$/.test(key) ? key : null })
            }}
          />
          <Stack gap={4} style={{ flex: 1 }}>
            <TextInput
              aria-label={s.classification.labelName(i + 1)}
              value={label.name}
              maxLength={200}
              onChange={(event) => {
                change(i, { name: event.currentTarget.value })
              }}
            />
            <TextInput
              variant="unstyled"
              size="xs"
              aria-label={s.classification.labelHelp(label.name)}
              placeholder={s.classification.labelHelpHint}
              value={label.help}
              maxLength={1000}
              onChange={(event) => {
                change(i, { help: event.currentTarget.value })
              }}
            />
          </Stack>
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={s.classification.removeLabel(label.name)}
            disabled={question.labels.length <= 2}
            onClick={() => {
              onChange({ ...question, labels: question.labels.filter((_, j) => j !== i) })
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
          onClick={() => {
            onChange({
              ...question,
              labels: [...question.labels, { id: '', name: '', key: null, color: null, help: '' }],
            })
          }}
        >
          {s.classification.addLabel}
        </Button>
        <Checkbox
          label={s.classification.multiple}
          checked={question.multiple}
          onChange={(event) => {
            onChange({ ...question, multiple: event.currentTarget.checked })
          }}
        />
      </Group>
    </Stack>
  )
}
