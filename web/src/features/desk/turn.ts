/** Whose turn it is, without a browser: the item on the desk, or why there is none, and what is done about it. */
import { mayPass } from '@/api/http'
import type { Claim, ClaimResult } from '@/api/types'
import { Missing } from '@/ui/chunk'

export type Turn =
  | { at: 'fetching' }
  | { at: 'item'; claim: Claim }
  | { at: 'no-work'; result: ClaimResult }
  /** An answer waits in the outbox, and the next item waits for it. */
  | { at: 'waiting' }
  | { at: 'offline' }
  | { at: 'refused'; error: unknown }

export interface TurnState {
  readonly turn: Turn
  /** The claim that is looked back at; undefined: the next item. */
  readonly looking: number | undefined
  /** Counts what was asked for: only what comes of the last time counts. */
  readonly asked: number
}

export type TurnEvent =
  /** The desk opens, on the next item or on an earlier claim. */
  | { is: 'opened'; looking: number | undefined }
  /** The item is done with, or a person asks again. */
  | { is: 'next' }
  /** Some time has passed, or the connection is back. */
  | { is: 'again' }
  /** What shows the questions is here. */
  | { is: 'ready'; asked: number }
  /** What was submitted has gone out, or waits. */
  | { is: 'flushed'; asked: number; waiting: boolean }
  | { is: 'claimed'; asked: number; result: ClaimResult }
  | { is: 'found'; asked: number; claim: Claim }
  /** An item, with all that shows it. */
  | { is: 'shown'; asked: number; claim: Claim }
  | { is: 'failed'; asked: number; error: unknown }
  | { is: 'left' }

export type TurnEffect =
  /** Fetches what shows the questions, and the parts of a claim; then it is `ready`, or the claim is `shown`. */
  | { do: 'bring'; asked: number; claim: Claim | null }
  | { do: 'flush'; asked: number }
  | { do: 'claim'; asked: number }
  | { do: 'read'; asked: number; claim: number }
  /** Tells `again` after a while, or when the connection is back; as long as this is so. */
  | { do: 'wait' }
  /** Gives an item back, unless something was done with it. */
  | { do: 'give-back'; claim: number }

type Next = readonly [TurnState, readonly TurnEffect[]]

export const NOT_OPEN: TurnState = { turn: { at: 'fetching' }, looking: undefined, asked: 0 }

export function turns(state: TurnState, event: TurnEvent): Next {
  switch (event.is) {
    case 'opened':
      return fetch({ ...state, looking: event.looking })
    case 'next':
      return fetch(state)
    case 'again':
      return isWaiting(state.turn) ? fetch(state) : [state, []]
    case 'left': {
      const { turn } = state
      // Whatever is still asked for is nobody's any more, and nothing waits.
      const left: TurnState = { ...state, turn: { at: 'fetching' }, asked: state.asked + 1 }
      const untouched = turn.at === 'item' && turn.claim.state === 'live' && turn.claim.draft === null
      return [left, untouched ? [{ do: 'give-back', claim: turn.claim.id }] : []]
    }
    default:
      return event.asked === state.asked ? came(state, event) : [state, []]
  }
}

const isWaiting = (turn: Turn) => turn.at === 'offline' || turn.at === 'waiting'

function fetch(state: TurnState): Next {
  const asked = state.asked + 1
  // A page that waits for the server goes on saying so while it asks again.
  const turn: Turn = isWaiting(state.turn) ? state.turn : { at: 'fetching' }
  return [{ ...state, asked, turn }, [{ do: 'bring', asked, claim: null }]]
}

function came(state: TurnState, event: Extract<TurnEvent, { asked: number }>): Next {
  const { asked } = state
  const at = (turn: Turn): Next => [{ ...state, turn }, isWaiting(turn) ? [{ do: 'wait' }] : []]
  switch (event.is) {
    case 'ready':
      // What was submitted goes out first; else the server would hand out the same item again.
      return state.looking === undefined
        ? [state, [{ do: 'flush', asked }]]
        : [state, [{ do: 'read', asked, claim: state.looking }]]
    case 'flushed':
      return event.waiting ? at({ at: 'waiting' }) : [state, [{ do: 'claim', asked }]]
    case 'claimed': {
      const { claim } = event.result
      return claim ? [state, [{ do: 'bring', asked, claim }]] : at({ at: 'no-work', result: event.result })
    }
    case 'found':
      return [state, [{ do: 'bring', asked, claim: event.claim }]]
    case 'shown':
      return at({ at: 'item', claim: event.claim })
    case 'failed': {
      const { error } = event
      const passes = error instanceof Missing ? error.why === 'unreachable' : mayPass(error)
      return at(passes ? { at: 'offline' } : { at: 'refused', error })
    }
  }
}
