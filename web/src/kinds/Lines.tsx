import { Textarea } from '@mantine/core'
import { useState } from 'react'

interface LinesProps {
  label: string
  description?: string
  lines: string[]
  onChange: (lines: string[]) => void
}

/** A list of names, written one a line. Empty lines stay while somebody writes and count for nothing. */
export function Lines({ label, description, lines, onChange }: LinesProps) {
  const [text, setText] = useState(() => lines.join('\n'))
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={2}
      maxRows={12}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(
          event.currentTarget.value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }}
    />
  )
}
