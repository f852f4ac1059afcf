import { ActionIcon, Button, Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { freshLevels } from './freshLevels'
import { words as s } from './setupWords'
import type { BuilderProps } from '../contract'
import { MOST_CRITERIA, MOST_LEVELS, type Criterion, type Level, type RubricQuestion } from './schema'

export function Builder({ question, onChange }: BuilderProps<RubricQuestion>) {
  const { criteria } = question
  const change = (at: number, patch: Partial<Criterion>) => {
    onChange({ ...question, criteria: criteria.map((one, i) => (i === at ? { ...one, ...patch } : one)) })
  }
  return (
    <Stack gap="lg">
      {criteria.map((criterion, i) => (
        <Stack key={i} gap={6}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Stack gap={4} style={{ flex: 1 }}>
              <TextInput
                aria-label={s.criterionName(i + 1)}
                value={criterion.name}
                maxLength={200}
                fw={600}
                onChange={(event) => {
                  change(i, { name: event.currentTarget.value })
                }}
              />
              <TextInput
                variant="unstyled"
                size="xs"
                aria-label={s.criterionHelp(criterion.name)}
                placeholder={s.criterionHelpHint}
                value={criterion.help}
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
              aria-label={s.removeCriterion(criterion.name)}
              disabled={criteria.length <= 1}
              onClick={() => {
                onChange({ ...question, criteria: criteria.filter((_, j) => j !== i) })
              }}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
          <Levels
            criterion={criterion}
            onChange={(levels) => {
              change(i, { levels })
            }}
          />
        </Stack>
      ))}
      <Group justify="space-between">
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} />}
          disabled={criteria.length >= MOST_CRITERIA}
          onClick={() => {
            // A new criterion has the steps of the last one: rubrics mostly share a scale.
            const levels = criteria.at(-1)?.levels ?? freshLevels()
            onChange({ ...question, criteria: [...criteria, { id: '', name: '', help: '', levels }] })
          }}
        >
          {s.addCriterion}
        </Button>
        <Checkbox
          label={s.notes}
          checked={question.notes}
          onChange={(event) => {
            onChange({ ...question, notes: event.currentTarget.checked })
          }}
        />
      </Group>
      <NumberInput
        label={s.tolerance}
        value={question.tolerance}
        min={0}
        max={8}
        allowDecimal={false}
        onChange={(value) => {
          if (typeof value === 'number') onChange({ ...question, tolerance: value })
        }}
      />
    </Stack>
  )
}

function Levels({ criterion, onChange }: { criterion: Criterion; onChange: (levels: Level[]) => void }) {
  const { name, levels } = criterion
  const change = (at: number, patch: Partial<Level>) => {
    onChange(levels.map((one, i) => (i === at ? { ...one, ...patch } : one)))
  }
  return (
    <Stack gap={4} pl="md">
      {levels.map((level, i) => (
        <Group key={i} gap="xs" wrap="nowrap">
          <TextInput
            size="xs"
            w={120}
            aria-label={s.levelName(i + 1, name)}
            placeholder={i === 0 ? s.lowest : i === levels.length - 1 ? s.highest : undefined}
            value={level.name}
            maxLength={100}
            onChange={(event) => {
              change(i, { name: event.currentTarget.value })
            }}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            aria-label={s.levelDescription(i + 1, name)}
            placeholder={s.levelDescriptionHint}
            value={level.description}
            maxLength={1000}
            onChange={(event) => {
              change(i, { description: event.currentTarget.value })
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={s.removeLevel(level.name)}
            disabled={levels.length <= 2}
            onClick={() => {
              onChange(levels.filter((_, j) => j !== i))
            }}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        disabled={levels.length >= MOST_LEVELS}
        onClick={() => {
          const value = Math.max(0, ...levels.map((level) => level.value)) + 1
          onChange([...levels, { value, name: '', description: '' }])
        }}
      >
        {s.addLevel}
      </Button>
    </Stack>
  )
}
