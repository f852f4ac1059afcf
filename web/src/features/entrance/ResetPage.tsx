import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { calls } from '@/api/calls'
import { queries } from '@/api/queries'
import { entrance as s } from '@/ui/strings/entrance'
import { EntranceForm } from './EntranceForm'
import { Frame } from './Frame'
import styles from './Frame.module.css'

/** A reset link, opened. What follows its # is sent to the server with the new password and never before. */
export function ResetPage() {
  const token = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const session = useQuery(queries.session())
  if (token === '') return <Frame title={s.linkCut} lead={s.linkCutWhy} />
  return (
    <Frame title={s.reset} lead={s.resetLead}>
      <EntranceForm
        asks={[]}
        button={s.resetButton}
        passwordLabel={s.newPassword}
        fresh
        enter={({ email, password }) => calls.resetPassword({ token, email, password })}
        // The link is used up: it does not stay in the history.
        onEntered={() => void navigate({ to: '/', replace: true })}
      />
      {session.data && <p className={styles.foot}>{s.resetSignedIn(session.data.name)}</p>}
    </Frame>
  )
}
