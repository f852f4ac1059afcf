import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from './Dialog'
import { Words } from './Said'
import { general } from './strings/general'
import { restrictions as s } from './strings/restrictions'
import { TroubleNote } from './Trouble'

/** What a restriction rests on, as the server takes it. */
export interface Basis {
  reason: string
  evidence: number[]
}

/** Characters of a reason, as the schema asks for them. */
const SHORTEST = 10
const LONGEST = 2000

interface RestrictingProps {
  title: string
  /** What will happen, and what stays. */
  explains: string
  /** The button that does it. */
  does: string
  /** Above what is read: whose it is. */
  whose: string
  /** What each of them reads, a line each, as far as it is known before. */
  reads: string[]
  /** Whether items may be pointed at: of one person's. */
  single?: boolean
  restrict: (basis: Basis) => Promise<unknown>
  onClose: () => void
}

/** The numbers in a text: of items, or the last ones in addresses of their pages. */
export function itemsIn(text: string): number[] {
  const found = text.split(/[\s,;]+/).map((one) => /(?:^|items\/)(\d{1,18})\/?$/.exec(one)?.[1])
  return [...new Set(found.filter((one) => one !== undefined).map(Number))]
}

/** Takes something from somebody: only with a reason, of which it shows how they read it. */
export function Restricting({
  title,
  explains,
  does,
  whose,
  reads,
  single = true,
  restrict,
  onClose,
}: RestrictingProps) {
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const lacks = SHORTEST - [...reason.trim()].length
  const run = async () => {
    setBusy(true)
    setError(null)
    try {
      await restrict({ reason: reason.trim(), evidence: itemsIn(evidence) })
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (lacks <= 0) void run()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{explains}</Text>
          <Textarea
            label={s.restricting.reason}
            description={s.restricting.reasonHint}
            value={reason}
            maxLength={LONGEST}
            autosize
            minRows={2}
            required
            data-autofocus
            inputWrapperOrder={['label', 'description', 'input', 'error']}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {single && (
            <Textarea
              label={s.restricting.evidence}
              description={s.restricting.evidenceHint}
              value={evidence}
              maxLength={4000}
              autosize
              minRows={1}
              onChange={(event) => {
                setEvidence(event.currentTarget.value)
              }}
            />
          )}
          <section aria-label={whose}>
            <Text size="sm" fw={600} component="h3" m={0}>
              {whose}
            </Text>
            <Words who={reads.join('. ')} counts>
              {reason.trim() || s.restricting.noReason}
            </Words>
            <Text size="sm" c="dimmed" mt={6}>
              {s.restricting.appeal}
            </Text>
          </section>
          {error !== null && <TroubleNote error={error} />}
          <Group justify="flex-end" align="center">
            {lacks > 0 && (
              <Text size="sm" c="dimmed">
                {s.restricting.tooShort(lacks)}
              </Text>
            )}
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" color="red" loading={busy} disabled={lacks > 0}>
              {does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
