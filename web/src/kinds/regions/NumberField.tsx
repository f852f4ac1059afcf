import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface FieldProps {
  /** What is said of a number with which it can't be. */
  wrong: string
  name: string
  value: number
  readOnly: boolean
  /** Whether it can be so. */
  change: (value: number) => boolean
}

/** An exact number that can be written. */
export function NumberField({ name, value, readOnly, wrong: why, change }: FieldProps) {
  const shown = String(Math.round(value * 100) / 100)
  const [line, setLine] = useState(shown)
  const [wrong, setWrong] = useState(false)
  const done = () => {
    if (line.trim() === shown) return
    const number = line.trim() === '' ? NaN : Number(line.replace(',', '.'))
    setWrong(!Number.isFinite(number) || !change(number))
  }
  return (
    <TextInput
      size="xs"
      label={name}
      inputMode="decimal"
      disabled={readOnly}
      value={line}
      error={wrong && why}
      onChange={(event) => {
        setLine(event.currentTarget.value)
        setWrong(false)
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // It ends the number, and submits nothing.
        event.preventDefault()
        event.stopPropagation()
        done()
      }}
    />
  )
}
