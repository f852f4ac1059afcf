import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { mayPass } from '@/api/http'
import { membershipCalls } from '@/api/memberships'
import { Waiting } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'
import { Frame } from './Frame'
import { NewOrMine } from './NewOrMine'

/** A link to make an organization, opened. What follows its # goes to the server in the body of a request. */
export function StartPage() {
  const token = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const link = useQuery({
    queryKey: ['start', token],
    queryFn: () => membershipCalls.signUpLink(token),
    enabled: token !== '',
  })
  if (token === '') return <Frame title={s.linkCut} lead={s.linkCutWhy} />
  if (link.isPending) return <Waiting />
  if (!link.data)
    return (
      <Frame title={s.startDead} lead={s.startDeadWhy}>
        {mayPass(link.error) && <TroubleNote error={link.error} onRetry={() => void link.refetch()} />}
      </Frame>
    )
  return (
    <Frame title={s.makeAnother} lead={s.makeAnotherLead}>
      <NewOrMine
        asks={['organization', 'name']}
        button={s.create}
        email={link.data.email}
        enter={(filled) => calls.signUp({ ...filled, token })}
        // The link is used up: it does not stay in the history.
        onEntered={() => void navigate({ to: '/', replace: true })}
      />
    </Frame>
  )
}
