import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { organizing, organizingQueries } from '@/api/organizing'
import type { Person } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { Dialog } from '@/ui/Dialog'
import { moment } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { TroubleNote } from '@/ui/Trouble'
import { organization as s } from '@/ui/strings/organization'
import styles from './Organization.module.css'

/** The way back in for somebody who can't sign in: a link that is shown once, or taken back. */
export function ResetLink({ person }: { person: Person }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [opened, { open, close }] = useDisclosure(false)
  const refresh = () => client.invalidateQueries({ queryKey: organizingQueries.people().queryKey })
  const make = useMutation({ mutationFn: () => organizing.makeResetLink(person.id), onSuccess: refresh })
  const withdraw = useMutation({
    mutationFn: () => organizing.withdrawResetLink(person.id),
    onSuccess: async () => {
      make.reset()
      notice({ text: s.resetWithdrawn(person.name) })
      close()
      await refresh()
    },
  })
  const until = make.data?.expires_at ?? person.reset_link_until
  const error = make.error ?? withdraw.error
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={s.resetNamed(person.name)}
        onClick={() => {
          make.reset()
          withdraw.reset()
          open()
        }}
      >
        {s.reset}
      </Button>
      {opened && (
        <Dialog title={s.resetTitle(person.name)} onClose={close}>
          <Stack gap="md">
            {make.data ? (
              <div className={styles.once} role="status">
                <CopyField label={s.resetLink} value={make.data.link} />
                <Text size="sm" mt={6}>
                  {s.resetOnce(moment(make.data.expires_at))}
                </Text>
              </div>
            ) : (
              <>
                <Text size="sm">{s.resetExplains}</Text>
                <Text size="sm">{s.resetCareful}</Text>
                {until && (
                  <Text size="sm" fw={600}>
                    {s.resetAnew(moment(until))}
                  </Text>
                )}
              </>
            )}
            {error && <TroubleNote error={error} />}
            <Group justify="flex-end">
              {until && (
                <Button
                  variant="default"
                  loading={withdraw.isPending}
                  onClick={() => {
                    withdraw.mutate()
                  }}
                >
                  {s.resetWithdraw}
                </Button>
              )}
              {make.data ? (
                <Button onClick={close}>{s.resetDone}</Button>
              ) : (
                <Button
                  loading={make.isPending}
                  onClick={() => {
                    make.mutate()
                  }}
                >
                  {until ? s.resetAgain : s.makeLink}
                </Button>
              )}
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  )
}
