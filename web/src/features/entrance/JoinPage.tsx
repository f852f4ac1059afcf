import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { mayPass } from '@/api/http'
import { Waiting } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'
import { Frame } from './Frame'
import { NewOrMine } from './NewOrMine'

/** An invitation, opened. What follows its # goes to the server in the body of a request, never in an address. */
export function JoinPage() {
  const token = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const joining = useQuery({
    queryKey: ['join', token],
    queryFn: () => calls.joining(token),
    enabled: token !== '',
  })
  if (token === '') return <Frame title={s.linkCut} lead={s.linkCutWhy} />
  if (joining.isPending) return <Waiting />
  if (!joining.data)
    return (
      <Frame title={s.joinDead} lead={s.joinDeadWhy}>
        {mayPass(joining.error) && (
          <TroubleNote error={joining.error} onRetry={() => void joining.refetch()} />
        )}
      </Frame>
    )
  const { organization, role, email } = joining.data
  return (
    <Frame title={s.join(organization)} lead={s.joinLead(s.roles[role])}>
      <NewOrMine
        asks={['name']}
        button={s.joinButton}
        email={email}
        enter={({ name, email, password, has_account }) =>
          calls.join({ token, name, email, password, has_account })
        }
        // The link is used up: it does not stay in the history.
        onEntered={() => void navigate({ to: '/', replace: true })}
      />
    </Frame>
  )
}
