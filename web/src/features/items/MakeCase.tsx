import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import type { ItemDetail } from '@/api/types'
import { useNotice } from '@/ui/Notices'
import { guideline as s } from '@/ui/strings/guideline'
import { TroubleNote } from '@/ui/Trouble'

/** Makes a decided case of what is known of an item, for those who answer questions here. */
export function MakeCase({ detail, source }: { detail: ItemDetail; source: 'gold' | 'review' }) {
  const client = useQueryClient()
  const notice = useNotice()
  const project = detail.item.project_id
  const answering = useQuery(queries.answering(project))
  const make = useMutation({
    mutationFn: () => calls.decideCase(project, { source, item_id: detail.item.id, thread_id: null }),
    onSuccess: (made) => {
      notice({ text: made.waits ? s.decidedWaits : s.decided })
      void client.invalidateQueries({ queryKey: ['projects', project, 'cases'] })
    },
  })
  if (!answering.data?.may_answer) return null
  return (
    <>
      <Button
        variant="default"
        loading={make.isPending}
        onClick={() => {
          make.mutate()
        }}
      >
        {s.decide}
      </Button>
      {make.error && <TroubleNote error={make.error} />}
    </>
  )
}
