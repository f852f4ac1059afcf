import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'
import { Frame } from './Frame'

/** The link at the end of a digest: one button, and nobody has to sign in for it. */
export function NoDigestPage() {
  const token = useLocation({ select: (location) => location.hash })
  const stop = useMutation({ mutationFn: () => calls.stopDigest(token) })
  if (token === '') return <Frame title={s.linkCut} lead={s.noDigestCut} />
  if (stop.isSuccess) return <Frame title={s.noDigestDone} lead={s.noDigestDoneLead} />
  return (
    <Frame title={s.noDigest} lead={s.noDigestLead}>
      {stop.error && <TroubleNote error={stop.error} />}
      <Button
        loading={stop.isPending}
        onClick={() => {
          stop.mutate()
        }}
      >
        {s.noDigestButton}
      </Button>
    </Frame>
  )
}
