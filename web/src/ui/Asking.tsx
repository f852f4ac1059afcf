import { Button, type ButtonProps, Group, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { Dialog } from './Dialog'
import { general as s } from './strings/general'
import { TroubleNote } from './Trouble'

interface AskingProps {
  /** The button, and the same word on the button that does it. */
  label: string
  title: string
  /** What will happen, and whether it can be taken back. */
  explains: ReactNode
  /** Asks for a reason, which then goes into `does`. */
  asksReason?: boolean
  /** Takes a reason, and goes on without one. */
  mayReason?: boolean
  reasonLabel?: string
  reasonHint?: string
  longest?: number
  /** What the button is about, where a page has several that say the same. */
  about?: string
  danger?: boolean
  does: (reason: string) => Promise<unknown>
  button?: ButtonProps
}

/** A button that says what it will do before it does it. */
export function Asking({
  label,
  title,
  explains,
  asksReason = false,
  mayReason = false,
  reasonLabel = s.reason,
  reasonHint = s.reasonHint,
  longest = 1000,
  about,
  danger = false,
  does,
  button,
}: AskingProps) {
  const [open, { open: show, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const color = danger ? 'red' : undefined
  const run = async () => {
    setBusy(true)
    setError(null)
    try {
      await does(reason.trim())
      close()
      setReason('')
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant="default"
        {...button}
        aria-label={about ? `${label}: ${about}` : undefined}
        onClick={show}
      >
        {label}
      </Button>
      {open && (
        <Dialog title={title} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void run()
            }}
          >
            <Stack gap="md">
              <Text size="sm" component="div">
                {explains}
              </Text>
              {(asksReason || mayReason) && (
                <Textarea
                  label={reasonLabel}
                  description={reasonHint}
                  value={reason}
                  maxLength={longest}
                  autosize
                  minRows={2}
                  required={asksReason}
                  data-autofocus
                  onChange={(event) => {
                    setReason(event.currentTarget.value)
                  }}
                />
              )}
              {error !== null && <TroubleNote error={error} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={close}>
                  {s.cancel}
                </Button>
                <Button
                  type="submit"
                  color={color}
                  loading={busy}
                  disabled={asksReason && reason.trim() === ''}
                >
                  {label}
                </Button>
              </Group>
            </Stack>
          </form>
        </Dialog>
      )}
    </>
  )
}
