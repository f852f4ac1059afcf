import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { applying, applyingQueries } from '@/api/applying'
import { Refused } from '@/api/http'
import { queries } from '@/api/queries'
import { useMe } from '@/api/session'
import type { MyApplication } from '@/api/types'
import { Appealing } from '@/ui/Appealing'
import { Asking } from '@/ui/Asking'
import { day } from '@/ui/format'
import { LinkButton } from '@/ui/LinkButton'
import { Waiting } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Empty, Page, Panel } from '@/ui/Page'
import { applying as words } from '@/ui/strings/applying'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Applying.module.css'

const s = words.mine

/** What became of my application, and what I may do now; ``record`` is shown to whom it has something to say. */
export function ApplicationPage({ record }: { record: ReactNode }) {
  const me = useMe()
  const query = useQuery(applyingQueries.mine())
  return (
    <Page title={s.title} lead={s.lead(me.organization)} narrow>
      {query.data ? (
        <>
          <Mine mine={query.data} />
          {query.data.holds && record}
        </>
      ) : query.error instanceof Refused && query.error.status === 404 ? (
        <Empty title={s.none.title} why={s.none.why} />
      ) : query.error ? (
        <TroubleNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Waiting />
      )}
    </Page>
  )
}

function Mine({ mine }: { mine: MyApplication }) {
  const client = useQueryClient()
  const notice = useNotice()
  const become = (next: MyApplication) => {
    client.setQueryData(applyingQueries.mine().queryKey, next)
    void client.invalidateQueries({ queryKey: ['my-assessments'] })
  }
  return (
    <Panel title={s.states[mine.state]} note={s.since(day(mine.applied_on))}>
      {mine.state === 'open' && (
        <>
          {mine.appeal?.state === 'upheld' && (
            <>
              <p>{s.appealUpheld}</p>
              <blockquote className={styles.said}>{mine.appeal.decision}</blockquote>
            </>
          )}
          <p>
            {mine.passed
              ? s.openPassed
              : mine.admits && mine.assessment_id !== null
                ? s.openRule
                : s.openPeople}
          </p>
          <Group mt="md">
            {mine.assessment_id !== null && !mine.passed && (
              <LinkButton to="/me/assessments">{s.take}</LinkButton>
            )}
            <Asking
              label={s.withdraw}
              title={s.withdrawTitle}
              explains={s.withdrawExplains}
              does={async () => {
                become(await applying.withdraw())
                notice({ text: s.withdrawn })
              }}
            />
          </Group>
        </>
      )}
      {mine.state === 'admitted' && mine.decided_on && (
        <>
          <p>
            {mine.by === null
              ? s.admittedRule(day(mine.decided_on))
              : s.admittedBy(`\u2068${mine.by}\u2069`, day(mine.decided_on))}
          </p>
          {mine.reason && <blockquote className={styles.said}>{mine.reason}</blockquote>}
          <LinkButton
            to="/"
            onClick={() => void client.invalidateQueries({ queryKey: queries.session().queryKey })}
          >
            {s.projects}
          </LinkButton>
        </>
      )}
      {mine.state === 'declined' && mine.decided_on && (
        <>
          <p>{s.declinedBy(`\u2068${mine.by ?? ''}\u2069`, day(mine.decided_on))}</p>
          <blockquote className={styles.said}>{mine.reason}</blockquote>
          {mine.appeal === null ? (
            <Appealing
              explains={s.appealExplains}
              button={{ size: 'sm' }}
              does={async (argument) => {
                become(await applying.appeal(argument))
              }}
            />
          ) : mine.appeal.state === 'open' && mine.appeal.due_on ? (
            <p>{s.appealOpen(day(mine.appeal.due_on))}</p>
          ) : (
            <>
              <p>{s.appealDeclined}</p>
              <blockquote className={styles.said}>{mine.appeal.decision}</blockquote>
            </>
          )}
        </>
      )}
      {mine.state === 'withdrawn' && <Again onDone={become} />}
    </Panel>
  )
}

function Again({ onDone }: { onDone: (next: MyApplication) => void }) {
  const again = useMutation({ mutationFn: applying.again, onSuccess: onDone })
  return (
    <>
      {again.error && <TroubleNote error={again.error} />}
      <Button
        loading={again.isPending}
        onClick={() => {
          again.mutate()
        }}
      >
        {s.again}
      </Button>
    </>
  )
}
