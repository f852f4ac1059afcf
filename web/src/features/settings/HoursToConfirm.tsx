import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paying, payingQueries } from '@/api/paying'
import type { PayHours, Project } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { count, day } from '@/ui/format'
import { PagedList } from '@/ui/LoadMore'
import { money } from '@/ui/money'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Settings.module.css'

/** Hours that people entered and that wait for somebody who leads; nothing where none do. */
export function HoursToConfirm({ project }: { project: Project }) {
  const query = useInfiniteQuery(payingQueries.hoursToConfirm(project.id))
  const [declining, decline] = useState<PayHours | null>(null)
  const decide = useDecision(project)
  return (
    <>
      <PagedList query={query} empty={null}>
        {(rows) => (
          <Panel title={s.toConfirm} note={s.toConfirmNote}>
            {decide.error && <TroubleNote error={decide.error} />}
            <ul className={styles.versions} aria-label={s.toConfirm}>
              {rows.map((row) => {
                const what = timeOf(row)
                return (
                  <li key={row.id}>
                    <bdi>{row.name}</bdi>: {what}, {money(row.amount, row.currency)}
                    {row.note && (
                      <div>
                        <bdi>{row.note}</bdi>
                      </div>
                    )}
                    <Group mt="xs">
                      <Button
                        size="xs"
                        aria-label={s.confirmNamed(row.name, what)}
                        onClick={() => {
                          decide.mutate({ hours: row.id, confirmed: true, reason: '' })
                        }}
                      >
                        {s.confirm}
                      </Button>
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={s.declineNamed(row.name, what)}
                        onClick={() => {
                          decline(row)
                        }}
                      >
                        {s.decline}
                      </Button>
                    </Group>
                  </li>
                )
              })}
            </ul>
          </Panel>
        )}
      </PagedList>
      {declining && (
        <Declining
          project={project}
          row={declining}
          onClose={() => {
            decline(null)
          }}
        />
      )}
    </>
  )
}

function timeOf(row: PayHours): string {
  const time = s.time(count(Math.floor(row.minutes / 60)), count(row.minutes % 60))
  return s.hoursOf(time, day(row.day))
}

interface Decision {
  hours: number
  confirmed: boolean
  reason: string
}

function useDecision(project: Project, done?: () => void) {
  const client = useQueryClient()
  const notice = useNotice()
  return useMutation({
    mutationFn: ({ hours, confirmed, reason }: Decision) => paying.decideHours(hours, confirmed, reason),
    onSuccess: async (decided) => {
      notice({ text: decided.state === 'confirmed' ? s.confirmed : s.declinedDone })
      done?.()
      await client.invalidateQueries({ queryKey: payingQueries.hoursToConfirm(project.id).queryKey })
    },
  })
}

function Declining({ project, row, onClose }: { project: Project; row: PayHours; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const decide = useDecision(project, onClose)
  return (
    <Dialog title={s.declineTitle(row.name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim()) decide.mutate({ hours: row.id, confirmed: false, reason })
        }}
      >
        <Stack gap="md">
          <p>{timeOf(row)}</p>
          <Textarea
            data-autofocus
            label={s.reason}
            description={s.reasonHint}
            required
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value)
            }}
          />
          {decide.error && <TroubleNote error={decide.error} />}
          <Group>
            <Button type="submit" loading={decide.isPending}>
              {s.decline}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
