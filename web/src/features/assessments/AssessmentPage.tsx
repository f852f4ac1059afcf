import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { assessing, assessingQueries } from '@/api/assessing'
import type { AssessmentState, AssessmentTerms, OneAssessment } from '@/api/types'
import { Asking } from '@/ui/Asking'
import { count } from '@/ui/format'
import { Ready } from '@/ui/LoadMore'
import { useNotice } from '@/ui/Notices'
import { Page, Panel } from '@/ui/Page'
import { assessments as s } from '@/ui/strings/assessments'
import { TroubleNote } from '@/ui/Trouble'
import styles from './Assessments.module.css'
import { KeyAppeals } from './KeyAppeals'
import { Pool } from './Pool'
import { Results } from './Results'
import { TermsFields } from './TermsFields'

/** One assessment, for whoever leads: appeals and keys to check first, then its pool, results and terms. */
export function AssessmentPage() {
  const { assessmentId } = useParams({ from: '/inside/shell/assessments/$assessmentId' })
  const query = useQuery(assessingQueries.assessment(Number(assessmentId)))
  return <Ready query={query}>{(one) => <One one={one} />}</Ready>
}

const termsOf = (one: OneAssessment): AssessmentTerms => {
  const { title, about, drawn, pass_mark, tries, wait_days, minutes, qualification_id, tier } = one
  const { pay_currency, pay_amount } = one
  return {
    title,
    about,
    drawn,
    pass_mark,
    tries,
    wait_days,
    minutes,
    qualification_id,
    tier,
    pay_currency,
    pay_amount,
  }
}

function One({ one }: { one: OneAssessment }) {
  const client = useQueryClient()
  const notice = useNotice()
  const refresh = () => client.invalidateQueries({ queryKey: assessingQueries.assessments().queryKey })
  const become = async (state: AssessmentState) => {
    await assessing.changeAssessment(one.id, { ...termsOf(one), state })
    notice({ text: state === 'open' ? s.opened : s.closedNow })
    await refresh()
  }
  const above = <Link to="/assessments">{s.title}</Link>
  const lead = `${s.state[one.state]} · ${s.row(count(one.items), count(one.handed_in), count(one.passed))}`
  return (
    <Page
      title={one.title}
      above={above}
      lead={lead}
      actions={
        one.state === 'open' ? (
          <Asking label={s.close} title={s.close} explains={s.closeExplains} does={() => become('closed')} />
        ) : (
          <Asking
            label={s.open}
            title={s.open}
            explains={s.openExplains}
            button={{ variant: 'filled' }}
            does={() => become('open')}
          />
        )
      }
    >
      {one.suspects > 0 && (
        <p className={styles.suspect}>{s.suspects(count(one.suspects), one.suspects === 1)}</p>
      )}
      <KeyAppeals id={one.id} onDecided={refresh} />
      <Results id={one.id} />
      <Pool one={one} onChanged={refresh} />
      <Terms key={JSON.stringify(termsOf(one))} one={one} onSaved={refresh} />
    </Page>
  )
}

function Terms({ one, onSaved }: { one: OneAssessment; onSaved: () => Promise<unknown> }) {
  const notice = useNotice()
  const [terms, setTerms] = useState(() => termsOf(one))
  const save = useMutation({
    mutationFn: () => assessing.changeAssessment(one.id, { ...terms, state: one.state }),
    onSuccess: async () => {
      notice({ text: s.savedTerms })
      await onSaved()
    },
  })
  return (
    <Panel title={s.terms} note={s.termsNote}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TermsFields terms={terms} onChange={setTerms} />
        {save.error && <TroubleNote error={save.error} />}
        <Group mt="md">
          <Button type="submit" loading={save.isPending}>
            {s.save}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}
