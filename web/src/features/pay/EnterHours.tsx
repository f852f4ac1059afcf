import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { paying, payingQueries } from '@/api/paying'
import { Dialog } from '@/ui/Dialog'
import { HoursForm, type HoursSaid } from '@/ui/HoursForm'
import { PagedList } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'

/**
 * Entering hours of projects in which I worked, also where one is archived by now, pays for something else or is not
 * open to me any more. Nothing where none of them paid by the hour.
 */
export function EnterHours() {
  const places = useInfiniteQuery(payingQueries.hoursProjects())
  const [entering, enter] = useState(false)
  if (!places.data?.pages.some((page) => page.rows.length > 0)) return null
  return (
    <>
      <Button
        variant="default"
        mt="lg"
        onClick={() => {
          enter(true)
        }}
      >
        {s.enter}
      </Button>
      {entering && (
        <Entering
          onClose={() => {
            enter(false)
          }}
        />
      )}
    </>
  )
}

function Entering({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const places = useInfiniteQuery(payingQueries.hoursProjects())
  const [key] = useState(newId)
  const [chosen, choose] = useState<number | null>(null)
  const newest = places.data?.pages.at(-1)?.rows.at(-1)?.id
  const project = chosen ?? newest
  const send = useMutation({
    mutationFn: async (said: HoursSaid) => {
      if (project !== undefined) await paying.enterHours(project, said, key)
    },
    onSuccess: async () => {
      notice({ text: s.sent })
      await client.invalidateQueries({ queryKey: ['my-pay'] })
      onClose()
    },
  })
  const where = (
    <PagedList query={places} empty={null}>
      {(rows) => (
        <NativeSelect
          data-autofocus
          label={s.hoursProject}
          value={project}
          onChange={(event) => {
            choose(Number(event.currentTarget.value))
          }}
          data={rows.map((row) => ({ value: String(row.id), label: row.name }))}
        />
      )}
    </PagedList>
  )
  return (
    <Dialog title={s.enter} onClose={onClose}>
      <HoursForm sending={send.isPending} onSend={send.mutate} where={where}>
        {send.error && <TroubleNote error={send.error} />}
      </HoursForm>
    </Dialog>
  )
}
