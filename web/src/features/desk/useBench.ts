/** Does what the bench asks for: keeps drafts, sends through the outbox, and moves the focus. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { calls } from '@/api/calls'
import { Refused } from '@/api/http'
import { useKeeping } from '@/api/keeping/context'
import { DraftKeeper } from '@/api/keeping/draft'
import { newId } from '@/api/keeping/ids'
import { read, write } from '@/api/keeping/typed'
import type { Claim } from '@/api/types'
import { sameAnswers, type Asked } from '@/kinds/registry'
import { useMachine } from '@/machine/useMachine'
import { useWayDone } from '@/ui/useFirstWay'
import { useNotice } from '@/ui/Notices'
import { desk as s } from '@/ui/strings/desk'
import {
  begunIn,
  bench,
  correcting,
  excerptOf,
  openBench,
  type BenchEffect,
  type BenchEvent,
  type Begun,
} from './bench'
import type { Opened } from './opened'

interface Work {
  project: { id: number; form_version: number }
  form: Asked[]
  claim: Claim
  opened: Opened
  onNext: () => void
  /** Looks back at a claim; undefined goes back to the current item. */
  onLook: (claim: number | undefined) => void
}

/** What only the page can do. */
export type OnPage = (
  effect: Extract<BenchEffect, { do: 'focus' | 'open-guideline' | 'leave-text' | 'switch-written' }>,
) => void

export function useBench(
  { project, form, claim, opened, onNext, onLook }: Work,
  page: RefObject<OnPage | null>,
) {
  const { outbox, keeping } = useKeeping()
  const client = useQueryClient()
  const notice = useNotice()
  const wayDone = useWayDone()
  const keeper = useRef<DraftKeeper | null>(null)
  const place = `goodwork-begun-${String(outbox.person)}-${String(claim.id)}`

  const post = async ({ what, path, body }: Extract<BenchEffect, { do: 'post' }>): Promise<BenchEvent> => {
    const outcome = await outbox.post({
      id: newId(),
      person: outbox.person,
      project: project.id,
      claim: claim.id,
      what,
      path,
      body,
      excerpt: excerptOf(claim),
      at: Date.now(),
      state: 'waiting',
    })
    if (outcome.state === 'refused') {
      // The answers are still on the desk and in the browser's draft, so the errand has nothing more to keep.
      await outbox.discard(outcome.errand.id)
      if (outcome.errand.problem) throw new Refused(outcome.errand.problem)
    }
    if (what === 'submit') wayDone('label')
    void client.invalidateQueries({ queryKey: ['projects', project.id] })
    void client.invalidateQueries({ queryKey: ['projects', 'list'] })
    return { is: 'posted', what, sent: outcome.state === 'sent' }
  }
  const happens = async (effect: BenchEffect): Promise<BenchEvent | null> => {
    switch (effect.do) {
      case 'keep':
        if (claim.annotation) {
          const { draft } = opened
          await keeping.putDraft({ ...draft, answers: effect.answers, dirty: true })
        } else keeper.current?.change(effect.answers, claim.form_version)
        return null
      case 'resolve':
        keeper.current?.resolve(effect.answers, effect.theirs)
        return null
      case 'hold':
        keeper.current?.pause()
        return null
      case 'go-on':
        keeper.current?.go()
        return null
      case 'post':
        return post(effect)
      case 'flag':
        await calls.flag(claim.id, effect.note, newId())
        return { is: 'flag-sent' }
      case 'say':
        notice(SAID[effect.what])
        return null
      case 'next':
        onNext()
        return null
      case 'look':
        onLook(effect.claim)
        return null
      case 'read-history': {
        const { rows } = await calls.history(project.id, { limit: 50 })
        return { is: 'earlier', claims: rows.map((row) => row.claim_id) }
      }
      case 'leave-correction':
        await keeping.dropDraft(outbox.person, claim.id)
        onLook(undefined)
        return null
      case 'focus':
      case 'open-guideline':
      case 'leave-text':
      case 'switch-written':
        page.current?.(effect)
        return null
    }
  }
  const [state, tell] = useMachine(
    () =>
      openBench({
        claim,
        questions: form,
        formVersion: project.form_version,
        answers: opened.answers,
        mark: opened.mark,
        begun: read<Begun>(place)?.value ?? {},
      }),
    bench,
    (effect: BenchEffect, told: (event: BenchEvent) => void) => {
      void happens(effect).then(
        (event) => {
          if (event) told(event)
        },
        (error: unknown) => {
          told({ is: 'failed', of: effect.do, error })
        },
      )
    },
  )

  const begun = useMemo(() => begunIn(state), [state])
  useEffect(() => {
    write(place, begun && { value: begun, base: '' })
  }, [begun, place])

  const corrects = correcting(state)
  // It is there before the first key can be pressed, so that no answer goes unkept.
  useLayoutEffect(() => {
    if (corrects) return
    const made = new DraftKeeper(keeping, opened.draft, opened.mark, {
      save: async (...draft) => {
        const saved = await calls.saveDraft(...draft)
        tell({ is: 'access', inHand: saved.in_hand ?? false })
        return saved
      },
      read: calls.readClaim,
      same: sameAnswers,
    })
    keeper.current = made
    const unsubscribe = made.subscribe(() => {
      tell({ is: 'mark', mark: made.current() })
    })
    const back = () => void made.now()
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('online', back)
      unsubscribe()
      void made.now()
      made.stop()
    }
  }, [corrects, keeping, opened, tell])
  useEffect(() => {
    tell({ is: 'questions', questions: form, formVersion: project.form_version })
  }, [form, project.form_version, tell])
  return [state, tell] as const
}

const SAID = {
  // It comes with every item, so it is short and soon gone.
  submitted: { text: s.submitted, brief: true },
  skipped: { text: s.skipDialog.done },
  revised: { text: s.looking.saved },
  handedOver: { text: s.handedOver },
  flagged: { text: s.flagDialog.done },
}
