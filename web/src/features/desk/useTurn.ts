/** Does what the turn asks for: fetches, sends, claims, waits, and gives back. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { calls } from '@/api/calls'
import { useKeeping } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import type { Claim } from '@/api/types'
import { bringForm, bringKinds, drawsMarkdown, readForm } from '@/kinds/registry'
import { useMachine } from '@/machine/useMachine'
import { useNotice } from '@/ui/Notices'
import { desk as s } from '@/ui/strings/desk'
import { bringMarkdown } from '@/ui/MarkdownText'
import { bringParts } from '@/ui/Parts'
import { NOT_OPEN, turns, type Turn, type TurnEffect, type TurnEvent } from './turn'

/** Items that a desk holds ahead for who wants it: enough for a tunnel. */
const AHEAD = 3

interface Turning {
  turn: Turn
  /** How many items are held ahead. */
  held: number
  next: () => void
}

export function useTurn(project: number, looking: number | undefined, ahead: boolean): Turning {
  const { outbox, keeping } = useKeeping()
  const notice = useNotice()
  const client = useQueryClient()
  const { queryKey } = queries.project(project)

  /** All that shows an item is here before the item is: a connection may be lost at any time. */
  const bring = async (claim: Claim | null) => {
    const read = client.getQueryData(queryKey)
    const parts = claim?.item.parts ?? []
    const questions = read?.questions ?? []
    await bringKinds(questions)
    const form = readForm(questions)
    await Promise.all([
      bringForm(form, parts),
      bringMarkdown(read?.guideline.markdown ?? ''),
      bringParts(parts, drawsMarkdown(form)),
    ])
  }
  const happens = async (
    effect: Exclude<Extract<TurnEffect, { asked: number }>, { do: 'wait' }>,
  ): Promise<TurnEvent> => {
    const { asked } = effect
    switch (effect.do) {
      case 'bring': {
        const { claim } = effect
        await bring(claim)
        return claim ? { is: 'shown', asked, claim } : { is: 'ready', asked }
      }
      case 'flush': {
        await outbox.flush()
        const left = outbox.list().some((errand) => errand.state === 'waiting' && errand.project === project)
        return { is: 'flushed', asked, waiting: left }
      }
      case 'claim': {
        const result = await calls.claim(project, effect.ahead > 0 ? { ahead: effect.ahead } : {})
        // The questions may have changed since this page read them.
        const known = client.getQueryData(queryKey)
        if (known && result.claim && known.form_version < result.claim.form_version)
          await client.refetchQueries({ queryKey, exact: true })
        return { is: 'claimed', asked, result }
      }
      case 'read':
        return { is: 'found', asked, claim: await calls.readClaim(effect.claim) }
    }
  }
  const giveBack = async (claim: number) => {
    const touched = await keeping.draft(outbox.person, claim)
    if (touched || outbox.list().some((errand) => errand.claim === claim)) return
    try {
      await calls.release(claim)
    } catch {
      // The lease ends by itself; nothing is lost when this request does not arrive.
    }
  }
  const layReady = async (claims: readonly Claim[]) => {
    for (const claim of claims) {
      for (const { url } of claim.item.parts) if (url) new Image().src = url
      // What does not come now is asked for again when it is wanted.
      await bring(claim).catch(() => undefined)
    }
  }
  const [{ turn, ahead: held }, tell] = useMachine(
    () => NOT_OPEN,
    turns,
    (effect, told) => {
      if (effect.do === 'give-back') void giveBack(effect.claim)
      else if (effect.do === 'lay-ready') void layReady(effect.claims)
      else if (effect.do === 'say-kept') notice({ text: s.ahead.kept, brief: true })
      else if (effect.do === 'hold')
        void calls.claim(project, { ahead: effect.ahead }).then(
          (result) => {
            told({ is: 'held', result })
          },
          // It is asked for again with the next item.
          () => undefined,
        )
      else if (effect.do === 'wait') {
        const again = () => {
          clearTimeout(timer)
          window.removeEventListener('online', again)
          told({ is: 'again', asked: effect.asked })
        }
        const timer = setTimeout(again, effect.after)
        window.addEventListener('online', again)
      } else
        void happens(effect).then(told, (error: unknown) => {
          told({ is: 'failed', asked: effect.asked, error })
        })
    },
  )
  useEffect(() => {
    tell({ is: 'wished', ahead: ahead ? AHEAD : 0 })
  }, [ahead, tell])
  useEffect(() => {
    tell({ is: 'opened', looking })
  }, [looking, project, tell])
  useEffect(
    () => () => {
      tell({ is: 'left' })
    },
    [tell],
  )
  return {
    turn,
    held: held.length,
    next: () => {
      tell({ is: 'next' })
    },
  }
}
