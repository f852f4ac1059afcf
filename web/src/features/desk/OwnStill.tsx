import { useOwnWork } from '@/api/ownWork'
import type { OwnReason } from '@/api/types'
import { Ready } from '@/ui/LoadMore'
import { OwnEnd } from '@/ui/OwnEnd'

interface OwnStillProps {
  reason: OwnReason | 'away'
  project: number
  onBack: () => void
}

/** Why the desk has no item, by the person's own word. */
export function OwnStill({ reason, project, onBack }: OwnStillProps) {
  const { query, back } = useOwnWork()
  return (
    <Ready query={query}>
      {(mine) => (
        <OwnEnd
          reason={reason}
          mine={mine}
          home
          does={async (load) => {
            await back(reason, load, project)
            onBack()
          }}
        />
      )}
    </Ready>
  )
}
