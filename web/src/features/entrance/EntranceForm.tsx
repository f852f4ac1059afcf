import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { enterAs } from '@/api/session'
import type { Me } from '@/api/types'
import { PasswordField } from '@/ui/PasswordField'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'

export interface Filled {
  organization: string
  name: string
  email: string
  password: string
}

interface FormProps {
  asks: ('organization' | 'name')[]
  button: string
  /** Whether the password is a new one. */
  fresh: boolean
  passwordLabel?: string
  /** The only address that may be used. */
  email?: string | null
  enter: (filled: Filled) => Promise<Me>
  onEntered?: () => void
}

/** One form for all ways in. */
export function EntranceForm({
  asks,
  button,
  fresh,
  passwordLabel = s.password,
  email,
  enter,
  onEntered,
}: FormProps) {
  const client = useQueryClient()
  const [filled, setFilled] = useState<Filled>({
    organization: '',
    name: '',
    email: email ?? '',
    password: '',
  })
  const entering = useMutation({
    mutationFn: enter,
    onSuccess: (me) => {
      enterAs(client, me)
      onEntered?.()
    },
  })
  const field = (name: keyof Filled) => ({
    name,
    value: filled[name],
    required: true,
    withAsterisk: false,
    size: 'md' as const,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setFilled((before) => ({ ...before, [name]: value }))
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        entering.mutate(filled)
      }}
    >
      <Stack gap="md">
        {asks.includes('organization') && (
          <TextInput
            {...field('organization')}
            label={s.organization}
            description={s.organizationHint}
            autoComplete="organization"
            maxLength={120}
          />
        )}
        {asks.includes('name') && (
          <TextInput {...field('name')} label={s.name} autoComplete="name" maxLength={120} />
        )}
        <TextInput
          {...field('email')}
          label={s.email}
          type="email"
          autoComplete="username"
          readOnly={Boolean(email)}
          maxLength={254}
        />
        <PasswordField
          {...field('password')}
          label={passwordLabel}
          description={fresh ? s.passwordHint : undefined}
          autoComplete={fresh ? 'new-password' : 'current-password'}
          minLength={fresh ? 10 : undefined}
          maxLength={200}
        />
        {entering.error && <TroubleNote error={entering.error} />}
        <Button type="submit" size="md" loading={entering.isPending} fullWidth mt={4}>
          {button}
        </Button>
      </Stack>
    </form>
  )
}
