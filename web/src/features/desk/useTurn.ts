/** Does what the turn asks for: fetches, sends, claims, waits, and gives back. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { calls } from '@/api/calls'
import { useKeeping } from '@/api/keeping/context'
import { queries } from '@/api/queries'
import type { Claim } from '@/api/types'
import { bringForm, drawsMarkdown, readForm } from '@/kinds/registry'
import { useMachine } from '@/machine/useMachine'
import { bringMarkdown } from '@/ui/MarkdownText'
import { bringParts } from '@/ui/Parts'
import { NOT_OPEN, turns, type Turn, type TurnEffect, type TurnEvent } from './turn'

/** Milliseconds between two tries while the server does not answer. */
const AGAIN = 4_000

export function useTurn(project: number, looking: number | undefined): { turn: Turn; next: () => void } {
  const { outbox, keeping } = useKeeping()
  const client = useQueryClient()
  const { queryKey } = queries.project(project)

  /** All that shows an item is here before the item is: a connection may be lost at any time. */
  const bring = async (claim: Claim | null) => {
    const read = client.getQueryData(queryKey)
    const parts = claim?.item.parts ?? []
    const form = readForm(read?.questions ?? [])
    await Promise.all([
      bringForm(form, parts),
      bringMarkdown(read?.guideline.markdown ?? ''),
      bringParts(parts, drawsMarkdown(form)),
    ])
  }
  const happens = async (effect: Extract<TurnEffect, { asked: number }>): Promise<TurnEvent> => {
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
        const result = await calls.claim(project)
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
  const [{ turn }, tell] = useMachine(
    () => NOT_OPEN,
    turns,
    (effect, told) => {
      if (effect.do === 'give-back') void giveBack(effect.claim)
      else if (effect.do === 'wait') {
        const again = () => {
          clearTimeout(timer)
          window.removeEventListener('online', again)
          told({ is: 'again' })
        }
        const timer = setTimeout(again, AGAIN)
        window.addEventListener('online', again)
      } else
        void happens(effect).then(told, (error: unknown) => {
          told({ is: 'failed', asked: effect.asked, error })
        })
    },
  )
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
    next: () => {
      tell({ is: 'next' })
    },
  }
}
