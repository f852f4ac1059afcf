import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { mayPass } from '@/api/http'
import { Waiting } from '@/ui/LoadMore'
import { TroubleNote } from '@/ui/Trouble'
import { entrance as s } from '@/ui/strings/entrance'
import { EntranceForm } from './EntranceForm'
import { Frame } from './Frame'

/** An invitation, opened. */
export function JoinPage() {
  const { token } = useParams({ from: '/join/$token' })
  const navigate = useNavigate()
  const joining = useQuery({ queryKey: ['join', token], queryFn: () => calls.joining(token) })
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
      <EntranceForm
        asks={['name']}
        button={s.joinButton}
        fresh
        email={email}
        enter={(filled) =>
          calls.join(token, { name: filled.name, email: filled.email, password: filled.password })
        }
        onEntered={() => void navigate({ to: '/' })}
      />
    </Frame>
  )
}
