import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { paying } from '@/api/paying'
import type { Project } from '@/api/types'
import { today } from '@/ui/dates'
import { Dialog } from '@/ui/Dialog'
import { useNotice } from '@/ui/Notices'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'

/** How long somebody worked in a project on a day, by their own word. */
export function HoursDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key] = useState(newId)
  const [day, setDay] = useState(today)
  const [hours, setHours] = useState('')
  const [minutes, setMinutes] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const whole = (text: string) => (/^\d{0,4}$/.test(text.trim()) ? Number(text) : NaN)
  const sum = whole(hours) * 60 + whole(minutes)
  const fits = sum >= 1 && sum <= 1440
  const send = useMutation({
    mutationFn: () => paying.enterHours(project.id, { day, minutes: sum, note }, key),
    onSuccess: async () => {
      notice({ text: s.sent })
      await client.invalidateQueries({ queryKey: ['my-pay'] })
      onClose()
    },
  })
  return (
    <Dialog title={s.enterTitle(project.name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (fits && day) send.mutate()
        }}
      >
        <Stack gap="md">
          <p>{s.enterLead}</p>
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
          {send.error && <TroubleNote error={send.error} />}
          <Group>
            <Button type="submit" loading={send.isPending}>
              {s.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
