import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'

interface AskForLinkProps {
  ask: (email: string) => Promise<unknown>
  onSent: (email: string) => void
}

/** Asks for a link by mail. */
export function AskForLink({ ask, onSent }: AskForLinkProps) {
  const [email, setEmail] = useState('')
  const asking = useMutation({
    mutationFn: () => ask(email),
    onSuccess: () => {
      onSent(email)
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        asking.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          name="email"
          label={s.email}
          type="email"
          autoComplete="email"
          size="md"
          required
          maxLength={254}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value)
          }}
        />
        {asking.error && <TroubleNote error={asking.error} />}
        <Button type="submit" size="md" loading={asking.isPending} fullWidth mt={4}>
          {s.askLinkButton}
        </Button>
      </Stack>
    </form>
  )
}
