import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { handing } from '@/api/handing'
import type { Claim } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { money } from '@/ui/money'
import { TroubleNote } from '@/ui/Trouble'
import { general } from '@/ui/strings/general'
import { handing as s } from '@/ui/strings/handing'
import type { BenchEvent, BenchState } from './bench'
import styles from './Terms.module.css'

interface TermsProps {
  claim: Claim
  state: BenchState
  tell: (event: BenchEvent) => void
}

/** On what terms the item in hand is done: what it pays, what a colleague did of it before, and handing it over. */
export function Terms({ claim, state, tell }: TermsProps) {
  const { pay } = claim
  const take = useMutation({
    mutationFn: () => handing.takeUp(claim.id),
    onSuccess: ({ answers }) => {
      tell({ is: 'took-up', answers })
    },
  })
  // What somebody answered here already.
  const begun = Object.keys(state.history.now).length > 0
  const carried = claim.begun === 'carried' || take.isSuccess
  return (
    <div className={styles.terms}>
      {pay && <p className={styles.pay}>{s.promise[pay.basis](money(pay.amount, pay.currency))}</p>}
      {carried ? (
        <div className={styles.begun} role="status">
          <p>
            {s.carried}{' '}
            {claim.begun === 'carried' && !begun && (
              <Button
                size="xs"
                variant="default"
                loading={take.isPending}
                onClick={() => {
                  take.mutate()
                }}
              >
                {s.again}
              </Button>
            )}
          </p>
        </div>
      ) : (
        claim.begun === 'offered' && (
          <section className={styles.begun} aria-label={s.offered}>
            <p>
              <strong>{s.offered}</strong> {s.offeredWhy} {pay ? s.splitTaker[pay.basis] : ''}
            </p>
            <Button
              size="xs"
              variant="default"
              loading={take.isPending}
              onClick={() => {
                take.mutate()
              }}
            >
              {s.take}
            </Button>
            <p className={styles.quiet}>{begun ? s.replaces : s.fresh}</p>
            {take.error && <TroubleNote error={take.error} />}
          </section>
        )
      )}
      {state.dialog === 'handOver' && (
        <HandOver
          pay={pay}
          busy={state.sending !== null}
          onClose={() => {
            tell({ is: 'closed' })
          }}
          run={() => {
            tell({ is: 'handed-over' })
          }}
        />
      )}
    </div>
  )
}

interface HandOverProps {
  pay: Claim['pay']
  busy: boolean
  onClose: () => void
  run: () => void
}

/** What handing over means, before it happens. */
function HandOver({ pay, busy, onClose, run }: HandOverProps) {
  return (
    <Dialog title={s.title} onClose={onClose}>
      <Stack gap="md">
        <Text size="sm">{s.explains}</Text>
        {pay && <Text size="sm">{s.splitGiver[pay.basis]}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button data-autofocus loading={busy} onClick={run}>
            {s.do}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
