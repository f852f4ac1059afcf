/** Whose turn it is: the item on the desk, or why there is none. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { calls } from '@/api/calls'
import { mayPass } from '@/api/http'
import { useKeeping } from '@/api/keeping/context'
import type { Outbox } from '@/api/keeping/outbox'
import type { Keeping } from '@/api/keeping/store'
import { queries } from '@/api/queries'
import type { Claim, ClaimResult } from '@/api/types'
import { bringForm, readForm } from '@/kinds/registry'
import { Missing } from '@/ui/chunk'
import { bringMarkdown } from '@/ui/MarkdownText'
import { bringParts } from '@/ui/Parts'

export type Turn =
  | { at: 'fetching' }
  | { at: 'item'; claim: Claim }
  | { at: 'no-work'; result: ClaimResult }
  /** An answer waits in the outbox, and the next item waits for it. */
  | { at: 'waiting' }
  | { at: 'offline' }
  | { at: 'refused'; error: unknown }

/** Milliseconds between two tries while the server does not answer. */
const AGAIN = 4_000

export function useTurn(project: number, lookingBack: number | undefined) {
  const { outbox, keeping } = useKeeping()
  const client = useQueryClient()
  const [turn, setTurn] = useState<Turn>({ at: 'fetching' })
  const running = useRef(0)

  const fetchTurn = useCallback(async () => {
    const mine = ++running.current
    const set = (next: Turn) => {
      if (mine === running.current) setTurn(next)
    }
    // A page that waits for the server goes on saying so while it asks again.
    setTurn((before) => (before.at === 'offline' || before.at === 'waiting' ? before : { at: 'fetching' }))
    /** All that shows an item is here before the item is: a connection may be lost at any time. */
    const bring = async (claim?: Claim) => {
      const read = client.getQueryData(queries.project(project).queryKey)
      const parts = claim?.item.parts ?? []
      await Promise.all([
        bringForm(readForm(read?.questions ?? []), parts),
        bringMarkdown(read?.guideline.markdown ?? ''),
        bringParts(parts),
      ])
    }
    try {
      await bring()
      if (lookingBack !== undefined) {
        const claim = await calls.readClaim(lookingBack)
        await bring(claim)
        set({ at: 'item', claim })
        return
      }
      // What was submitted goes out first; else the server would hand out the same item again.
      await outbox.flush()
      if (outbox.list().some((errand) => errand.state === 'waiting' && errand.project === project)) {
        set({ at: 'waiting' })
        return
      }
      const result = await calls.claim(project)
      if (result.claim) {
        // The questions may have changed since this page read them.
        const known = client.getQueryData(queries.project(project).queryKey)
        if (known && known.form_version < result.claim.form_version)
          await client.refetchQueries({ queryKey: queries.project(project).queryKey, exact: true })
        await bring(result.claim)
        set({ at: 'item', claim: result.claim })
      } else set({ at: 'no-work', result })
    } catch (error) {
      const passes = error instanceof Missing ? error.why === 'unreachable' : mayPass(error)
      set(passes ? { at: 'offline' } : { at: 'refused', error })
    }
  }, [client, lookingBack, outbox, project])

  useEffect(() => {
    const asked = running
    void fetchTurn()
    return () => {
      asked.current++
    }
  }, [fetchTurn])

  // While the server does not answer, this page asks again by itself.
  useEffect(() => {
    if (turn.at !== 'offline' && turn.at !== 'waiting') return
    const again = () => void fetchTurn()
    const timer = setTimeout(again, AGAIN)
    window.addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', again)
    }
  }, [turn, fetchTurn])

  // Leaving gives an untouched item back, so that nobody waits for it.
  const last = useRef<Claim | null>(null)
  useEffect(() => {
    last.current =
      turn.at === 'item' && turn.claim.state === 'live' && turn.claim.draft === null ? turn.claim : null
  }, [turn])
  useEffect(() => {
    const current = last
    return () => {
      const claim = current.current
      if (claim) void giveBack(claim.id, keeping, outbox)
    }
  }, [keeping, outbox])

  return { turn, fetchTurn, setTurn }
}

async function giveBack(claim: number, keeping: Keeping, outbox: Outbox): Promise<void> {
  const touched = await keeping.draft(outbox.person, claim)
  if (touched || outbox.list().some((errand) => errand.claim === claim)) return
  try {
    await calls.release(claim)
  } catch {
    // The lease ends by itself; nothing is lost when this request does not arrive.
  }
}
