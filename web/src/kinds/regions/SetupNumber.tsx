import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface FieldProps {
  label: string
  help?: string
  value: number
  onChange: (value: number) => void
}

/** A number that sets a question up. */
export function SetupNumber({ label, help, value, onChange }: FieldProps) {
  const [line, setLine] = useState(String(value))
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="decimal"
      maw={320}
      value={line}
      onChange={(event) => {
        setLine(event.currentTarget.value)
        // What is no number is a fault of the question, which is said beside it.
        onChange(
          event.currentTarget.value.trim() === '' ? 0 : Number(event.currentTarget.value.replace(',', '.')),
        )
      }}
    />
  )
}
