import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newId } from '@/api/keeping/ids'
import { paying } from '@/api/paying'
import type { Project } from '@/api/types'
import { Dialog } from '@/ui/Dialog'
import { HoursForm, type HoursSaid } from '@/ui/HoursForm'
import { useNotice } from '@/ui/Notices'
import { pay as s } from '@/ui/strings/pay'
import { TroubleNote } from '@/ui/Trouble'

/** How long somebody worked in a project on a day, by their own word. */
export function HoursDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const client = useQueryClient()
  const notice = useNotice()
  const [key] = useState(newId)
  const send = useMutation({
    mutationFn: (said: HoursSaid) => paying.enterHours(project.id, said, key),
    onSuccess: async () => {
      notice({ text: s.sent })
      await client.invalidateQueries({ queryKey: ['my-pay'] })
      onClose()
    },
  })
  return (
    <Dialog title={s.enterTitle(project.name)} onClose={onClose}>
      <HoursForm sending={send.isPending} onSend={send.mutate}>
        {send.error && <TroubleNote error={send.error} />}
      </HoursForm>
    </Dialog>
  )
}
