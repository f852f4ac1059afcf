import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { elsewhere, useGoTo } from '@/api/memberships'
import { memberships as s } from '@/ui/strings/memberships'
import { TroubleNote } from '@/ui/Trouble'

/** What is new in the inboxes of my other organizations, each a way there. */
export function Elsewhere() {
  const { data } = useQuery(elsewhere())
  const going = useGoTo()
  const fresh = data?.filter((there) => there.unread > 0) ?? []
  if (fresh.length === 0) return null
  return (
    <Group component="section" aria-label={s.other} mb="lg">
      {fresh.map((there) => (
        <Button
          key={there.organization_id}
          variant="light"
          loading={going.isPending}
          onClick={() => {
            going.mutate({ organization: there.organization_id, to: '/inbox' })
          }}
        >
          {s.unreadIn(there.unread, there.organization)}
        </Button>
      ))}
      {going.error && <TroubleNote error={going.error} />}
    </Group>
  )
}
