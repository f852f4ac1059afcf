import { useQuery, useQueryClient } from '@tanstack/react-query'
import { supplying, supplyingQueries } from '@/api/supplying'
import { Asking } from '@/ui/Asking'
import { count } from '@/ui/format'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { data as s } from '@/ui/strings/data'

/** The drafts that are saved in a project, and the way to be rid of them; nothing where there are none. */
export function Drafts({ projectId }: { projectId: number }) {
  const client = useQueryClient()
  const notice = useNotice()
  const { data } = useQuery(supplyingQueries.drafts(projectId))
  if (!data || data.drafts === 0) return null
  const [drafts, people, inHand] = [count(data.drafts), count(data.people), count(data.in_hand)]
  return (
    <Panel
      title={s.drafts}
      note={s.draftsNote}
      actions={
        <Asking
          label={s.draftsDelete}
          title={s.draftsTitle}
          explains={s.draftsExplains(drafts, people, inHand)}
          danger
          does={async () => {
            const { deleted } = await supplying.deleteDrafts(projectId)
            notice({ text: s.draftsGone(count(deleted)) })
            await client.invalidateQueries({ queryKey: supplyingQueries.drafts(projectId).queryKey })
          }}
        />
      }
    >
      {s.draftsCount(drafts, people)}
    </Panel>
  )
}
