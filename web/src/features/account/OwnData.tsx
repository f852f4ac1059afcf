import { Button } from '@mantine/core'
import { Panel } from '@/ui/Page'
import { restrictions } from '@/ui/strings/restrictions'

const s = restrictions.ownData

/** Takes along all that is held about me. */
export function OwnData() {
  return (
    <Panel title={s.title} note={s.note}>
      <Button component="a" href="/api/v1/me/data" download variant="default">
        {s.download}
      </Button>
    </Panel>
  )
}
