import { Button, Group } from '@mantine/core'
import { useGoTo } from '@/api/memberships'
import { useMe } from '@/api/session'
import { memberships as s } from '@/ui/strings/memberships'
import { TroubleNote } from '@/ui/Trouble'

/** The way from an organization where my access has ended to those where I have it. */
export function BackToOthers() {
  const me = useMe()
  const going = useGoTo()
  return (
    <Group mb="md">
      {me.memberships
        .filter((one) => one.active)
        .map((one) => (
          <Button
            key={one.organization_id}
            variant="light"
            loading={going.isPending}
            onClick={() => {
              going.mutate({ organization: one.organization_id })
            }}
          >
            {s.goTo(one.organization)}
          </Button>
        ))}
      {going.error && <TroubleNote error={going.error} />}
    </Group>
  )
}
