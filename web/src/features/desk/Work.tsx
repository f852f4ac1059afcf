import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { calls } from '@/api/calls'
import { newId } from '@/api/keeping/ids'
import { useKeeping } from '@/api/keeping/context'
import { Refused } from '@/api/http'
import type { Claim, Project } from '@/api/types'
import { sameAnswers, type Asked } from '@/kinds/registry'
import type { Answers } from '@/kinds/contract'
import { useNotice } from '@/ui/Notices'
import { desk as s } from '@/ui/strings/desk'
import { general } from '@/ui/strings/general'
import styles from './DeskPage.module.css'
import { useOpened, type Opened } from './useAnswers'
import { WorkBench } from './WorkBench'

interface WorkProps {
  project: Project
  form: Asked[]
  claim: Claim
  onNext: () => void
  /** Looks back at a claim; undefined goes back to the current item. */
  onLook: (claim: number | undefined) => void
  onReload: () => void
}

/** One claim on the desk: what the browser kept of it is read first. */
export function Work(props: WorkProps) {
  const opened = useOpened(props.claim, props.form)
  if (!opened)
    return (
      <div className={styles.centre}>
        <Loader size="sm" type="dots" aria-label={general.loading} />
      </div>
    )
  return <Opened {...props} opened={opened} />
}

/** Sends what is decided on the bench: through the outbox, so that nothing depends on the connection. */
function Opened({ project, form, claim, opened, onNext, onLook, onReload }: WorkProps & { opened: Opened }) {
  const { outbox, keeping } = useKeeping()
  const client = useQueryClient()
  const notice = useNotice()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const correcting = claim.annotation

  const post = async (what: 'submit' | 'skip' | 'revise', path: string, body: Record<string, unknown>) => {
    setBusy(true)
    setError(null)
    const errand = {
      id: newId(),
      person: outbox.person,
      project: project.id,
      claim: claim.id,
      what,
      path,
      body,
      excerpt: excerptOf(claim),
      at: Date.now(),
      state: 'waiting' as const,
    }
    try {
      const outcome = await outbox.post(errand)
      if (outcome.state === 'refused') {
        // The answers are still on the desk and in the browser's draft, so the errand has nothing more to keep.
        await outbox.discard(outcome.errand.id)
        if (outcome.errand.problem) throw new Refused(outcome.errand.problem)
      }
      void client.invalidateQueries({ queryKey: ['projects', project.id] })
      void client.invalidateQueries({ queryKey: ['projects', 'list'] })
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setBusy(false)
    }
  }

  const submit = async (answers: Answers, prediction: number | null) => {
    if (correcting) {
      if (sameAnswers(answers, correcting.answers)) {
        onNext()
        return true
      }
      const sent = await post('revise', `/annotations/${String(correcting.id)}/revisions`, {
        answers,
        form_version: project.form_version,
      })
      if (sent) {
        notice({ text: s.looking.saved })
        onNext()
      }
      return sent
    }
    const sent = await post('submit', `/claims/${String(claim.id)}/annotation`, {
      answers,
      form_version: project.form_version,
      prediction_id: prediction,
    })
    if (sent) onNext()
    return sent
  }
  const skip = async (reason: string) => {
    const sent = await post('skip', `/claims/${String(claim.id)}/skip`, { reason })
    if (sent) {
      notice({ text: s.skipDialog.done })
      onNext()
    }
    return sent
  }
  const flag = async (note: string) => {
    await calls.flag(claim.id, note, newId())
    notice({ text: s.flagDialog.done })
  }
  const previous = async () => {
    const history = await calls.history(project.id, { limit: 50 })
    const rows = history.rows.map((row) => row.claim_id)
    const at = correcting ? rows.indexOf(claim.id) + 1 : 0
    const earlier = rows[at]
    if (earlier !== undefined) onLook(earlier)
  }
  const leaveCorrection = async () => {
    await keeping.dropDraft(outbox.person, claim.id)
    onLook(undefined)
  }
  return (
    <WorkBench
      project={project}
      form={form}
      claim={claim}
      opened={opened}
      busy={busy}
      error={error}
      onSubmit={submit}
      onSkip={skip}
      onFlag={flag}
      onPrevious={previous}
      onBack={() => void leaveCorrection()}
      onReload={onReload}
    />
  )
}

function excerptOf(claim: Claim): string {
  const text = claim.item.parts.find((part) => part.text)?.text ?? claim.item.external_id ?? ''
  return [...text].slice(0, 120).join('')
}
