import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { words as s } from './setupWords'
import { fields } from '../builderFields'
import type { BuilderProps } from '../contract'
import { readLabels } from '../labels'
import { Lines } from '../Lines'
import styles from './Code.module.css'
import { readCriteria, stepsOf, type CodeQuestion, type Criterion } from './schema'

export function Builder({ question, onChange }: BuilderProps<CodeQuestion>) {
  const { criteria } = question
  const change = (at: number, patch: Partial<Criterion>) => {
    onChange({ ...question, criteria: criteria.map((one, i) => (i === at ? { ...one, ...patch } : one)) })
  }
  return (
    <Stack gap="md">
      <Lines
        label={s.solutions}
        description={s.solutionsHint}
        lines={question.solutions}
        onChange={(solutions) => {
          onChange({ ...question, solutions })
        }}
      />
      <Text size="sm" fw={600}>
        {s.criteria}
      </Text>
      {criteria.map((criterion, i) => (
        <Group key={i} gap="xs" wrap="nowrap" align="flex-start">
          <Stack gap="xs" style={{ flex: 1 }} className={styles.criterion}>
            <TextInput
              aria-label={s.criterionName(i + 1)}
              value={criterion.name}
              maxLength={200}
              onChange={(event) => {
                change(i, { name: event.currentTarget.value })
              }}
            />
            <Lines
              label={s.verdicts(criterion.name)}
              description={s.verdictsHint}
              lines={written(criterion)}
              onChange={(lines) => {
                change(i, verdictsOf(criterion, lines))
              }}
            />
            {criterion.low === null &&
              fields.check(s.isOrdered, criterion.ordered, (ordered) => {
                change(i, { ordered })
              })}
          </Stack>
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={s.removeCriterion(criterion.name)}
            onClick={() => {
              onChange({ ...question, criteria: criteria.filter((_, j) => j !== i) })
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={16} />}
        onClick={() => {
          const [made] = readCriteria([{ name: '', id: ' ' }])
          if (made) onChange({ ...question, criteria: [...criteria, { ...made, id: '' }] })
        }}
      >
        {s.addCriterion}
      </Button>
      {fields.check(s.mayComment, question.comments, (comments) => {
        onChange({ ...question, comments })
      })}
      {fields.check(s.mayCorrect, question.correct, (correct) => {
        onChange({ ...question, correct })
      })}
      {fields.check(s.mayPrefer, question.prefer, (prefer) => {
        onChange({ ...question, prefer })
      })}
      {fields.number(s.tolerance, question.tolerance, 0, 200, (tolerance) => {
        onChange({ ...question, tolerance })
      })}
    </Stack>
  )
}

/** The verdicts as somebody would write them. */
function written(criterion: Criterion): string[] {
  if (criterion.low !== null && criterion.high !== null)
    return [`${String(criterion.low)}-${String(criterion.high)}`]
  return stepsOf(criterion).map((step) => step.name)
}

/** Labels out of lines; `1-5` is a scale. A label that keeps its name keeps its id. */
function verdictsOf(criterion: Criterion, lines: string[]): Partial<Criterion> {
  const scale = /^(-?\d+)\s*[-–]\s*(-?\d+)$/.exec(lines.length === 1 ? (lines[0] ?? '') : '')
  if (scale) return { labels: [], low: Number(scale[1]), high: Number(scale[2]), ordered: false }
  const before = new Map(criterion.labels.map((label) => [label.name, label]))
  const [made] = readCriteria([
    { name: criterion.name, labels: lines.map((name) => before.get(name) ?? name) },
  ])
  return { labels: made?.labels ?? readLabels([]), low: null, high: null }
}
