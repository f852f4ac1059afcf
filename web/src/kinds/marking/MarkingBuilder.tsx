import { Checkbox, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { colorOf } from '@/text/colors'
import { words as s } from './setupWords'
import { attributesRead, attributesText } from './attributes'
import { keysOf } from '../labels'
import { LabelsBuilder } from '../LabelsBuilder'
import type { MarkingQuestion, SpanLabel } from './schema'

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
      <LabelsBuilder<SpanLabel>
        title={s.builder.labels}
        labels={question.labels}
        keys={keysOf(question.labels)}
        color={(place) => colorOf(null, place)}
        nameOf={s.builder.name}
        addName={s.builder.add}
        fresh={() => ({ id: '', name: '', key: null, color: null, help: '', attributes: [] })}
        onChange={(labels) => {
          onChange({ ...question, labels })
        }}
        more={(label, change) => (
          <AttributesField
            label={label}
            onChange={(attributes) => {
              change({ attributes })
            }}
          />
        )}
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

function AttributesField({
  label,
  onChange,
}: {
  label: SpanLabel
  onChange: (attributes: SpanLabel['attributes']) => void
}) {
  const [line, setLine] = useState(() => attributesText(label.attributes))
  return (
    <TextInput
      variant="unstyled"
      size="xs"
      aria-label={s.builder.attributes(label.name)}
      placeholder={s.builder.attributesHint}
      value={line}
      onChange={(event) => {
        setLine(event.currentTarget.value)
        onChange(attributesRead(event.currentTarget.value, label.attributes))
      }}
      onBlur={() => {
        setLine(attributesText(label.attributes))
      }}
    />
  )
}
