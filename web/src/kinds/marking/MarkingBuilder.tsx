import { Checkbox, Group } from '@mantine/core'
import { colorOf } from '@/text/colors'
import { words as s } from './setupWords'
import { MarkLabelsBuilder } from './MarkLabelsBuilder'
import type { MarkingQuestion } from './schema'

/** Labels with attributes, and what is allowed of spans. */
export function MarkingBuilder<Q extends MarkingQuestion>({
  question,
  onChange,
}: {
  question: Q
  onChange: (question: Q) => void
}) {
  return (
    <>
      <MarkLabelsBuilder
        labels={question.labels}
        color={(place) => colorOf(null, place)}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
      />
      <Group gap="xl">
        <Checkbox
          label={s.builder.overlapping}
          checked={question.overlapping}
          onChange={(event) => {
            onChange({ ...question, overlapping: event.currentTarget.checked })
          }}
        />
        <Checkbox
          label={s.builder.exact}
          checked={question.tolerance === 'exact'}
          onChange={(event) => {
            onChange({ ...question, tolerance: event.currentTarget.checked ? 'exact' : 'overlap' })
          }}
        />
      </Group>
    </>
  )
}
