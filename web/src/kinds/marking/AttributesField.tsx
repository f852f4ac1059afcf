import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MarkLabel } from '../markLabels'
import { attributesRead, attributesText } from './attributes'
import { words as s } from './setupWords'

/** What is said of everything that gets a label, written in one line. */
export function AttributesField({
  label,
  onChange,
}: {
  label: MarkLabel
  onChange: (attributes: MarkLabel['attributes']) => void
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
