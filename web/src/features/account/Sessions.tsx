import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { organizing, organizingQueries } from '@/api/organizing'
import { moment } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Panel } from '@/ui/Page'
import { TroubleNote } from '@/ui/Trouble'
import { account as s } from '@/ui/strings/account'
import { deviceIn } from './device'
import styles from './Account.module.css'

/** Where I am signed in, and how to end it. When a session was last used is kept nowhere. */
export function Sessions() {
  const client = useQueryClient()
  const notice = useNotice()
  const sessions = useQuery(organizingQueries.sessions())
  const refresh = () => client.invalidateQueries({ queryKey: organizingQueries.sessions().queryKey })
  const end = useMutation({
    mutationFn: (id: number | 'others') =>
      id === 'others' ? organizing.endOtherSessions() : organizing.endSession(id),
    onSuccess: (_, id) => {
      notice({ text: id === 'others' ? s.sessionsEnded : s.sessionEnded })
    },
    // One that ended by itself is gone from the list, too.
    onSettled: refresh,
  })
  return (
    <Panel title={s.sessions} note={s.sessionsNote}>
      <Ready query={sessions}>
        {(rows) => (
          <>
            <ul className={styles.list}>
              {[...rows.filter((row) => row.this), ...rows.filter((row) => !row.this)].map((row) => (
                <li key={row.id}>
                  <div>
                    <strong>{deviceIn(row.device)}</strong>
                    {row.this && <span className={styles.here}>{s.sessionThis}</span>}
                    <div className={styles.small}>{s.sessionSince(moment(row.created_at))}</div>
                  </div>
                  {!row.this && (
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={s.sessionEndNamed(deviceIn(row.device), moment(row.created_at))}
                      loading={end.isPending && end.variables === row.id}
                      onClick={() => {
                        end.mutate(row.id)
                      }}
                    >
                      {s.sessionEnd}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {end.error && <TroubleNote error={end.error} />}
            {rows.length > 1 && (
              <Group mt="md">
                <Button
                  variant="default"
                  loading={end.isPending && end.variables === 'others'}
                  onClick={() => {
                    end.mutate('others')
                  }}
                >
                  {s.sessionsEnd}
                </Button>
              </Group>
            )}
          </>
        )}
      </Ready>
    </Panel>
  )
}
