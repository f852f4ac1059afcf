import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { assessingQueries } from '@/api/assessing'
import { Formed } from '@/kinds/Formed'
import { Ready } from '@/ui/LoadMore'
import { Page } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import { AttemptBench } from './AttemptBench'
import { AttemptResult } from './AttemptResult'

/** An attempt of mine as I left it; handed in, its result. */
export function AttemptPage() {
  const { attemptId } = useParams({ from: '/inside/shell/me/assessments/$attemptId' })
  const [fresh, setFresh] = useState<number | null>(null)
  // What is written here is newer than what another request would bring.
  const query = useQuery({ ...assessingQueries.attempt(Number(attemptId)), refetchOnWindowFocus: false })
  return (
    <Ready query={query}>
      {(attempt) => (
        <Page title={attempt.title} above={<Link to="/me/assessments">{s.leave}</Link>}>
          {attempt.handed_in_on === null ? (
            <Formed questions={attempt.questions}>
              {(form) => (
                <AttemptBench
                  key={attempt.id}
                  attempt={attempt}
                  form={form}
                  onHandedIn={() => {
                    setFresh(attempt.id)
                  }}
                />
              )}
            </Formed>
          ) : (
            <AttemptResult attempt={attempt} fresh={fresh === attempt.id} />
          )}
        </Page>
      )}
    </Ready>
  )
}
