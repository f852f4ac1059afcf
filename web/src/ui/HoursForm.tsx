import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { today } from './dates'
import { pay as s } from './strings/pay'

/** How long somebody worked on a day, as they say it. */
export interface HoursSaid {
  day: string
  minutes: number
  note: string
}

interface HoursFormProps {
  /** Whether it is being sent. */
  sending: boolean
  onSend: (said: HoursSaid) => void
  /** Before the day: in which project it was, where that is open. */
  where?: ReactNode
  /** Before the button: what went wrong. */
  children: ReactNode
}

/** A day, how long and what for: the fields of hours that somebody enters by their own word. */
export function HoursForm({ sending, onSend, where, children }: HoursFormProps) {
  const [day, setDay] = useState(today)
  const [hours, setHours] = useState('')
  const [minutes, setMinutes] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const whole = (text: string) => (/^\d{0,4}$/.test(text.trim()) ? Number(text) : NaN)
  const sum = whole(hours) * 60 + whole(minutes)
  const fits = sum >= 1 && sum <= 1440
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (fits && day) onSend({ day, minutes: sum, note })
      }}
    >
      <Stack gap="md">
        <p>{s.enterLead}</p>
        {where}
        <TextInput
          type="date"
          label={s.day}
          required
          max={today()}
          value={day}
          onChange={(event) => {
            setDay(event.currentTarget.value)
          }}
        />
        <Group align="flex-start" grow>
          <TextInput
            data-autofocus
            label={s.hoursField}
            inputMode="numeric"
            value={hours}
            error={tried && !fits ? s.notHours : undefined}
            onChange={(event) => {
              setHours(event.currentTarget.value)
            }}
          />
          <TextInput
            label={s.minutesField}
            inputMode="numeric"
            value={minutes}
            onChange={(event) => {
              setMinutes(event.currentTarget.value)
            }}
          />
        </Group>
        <Textarea
          label={s.note}
          description={s.noteHint}
          maxLength={500}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value)
          }}
        />
        {children}
        <Group>
          <Button type="submit" loading={sending}>
            {s.send}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
