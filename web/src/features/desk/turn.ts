/** Whose turn it is, without a browser: the item on the desk, or why there is none, and what is done about it. */
import { mayPass } from '@/api/http'
import type { Claim, ClaimResult } from '@/api/types'
import { Missing } from '@/ui/chunk'

export type Turn =
  | { at: 'fetching' }
  | { at: 'item'; claim: Claim }
  /** Nothing to do; with `looking`, it changes at this moment, and the desk looks again by itself. */
  | { at: 'no-work'; result: ClaimResult; looking: boolean }
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
  /** How often the desk looked again by itself since the person did something. */
  readonly looked: number
  /** Further items that the desk may hold, to go on for a while without a connection. */
  readonly wished: number
  /** Those that it holds: real claims, in the order in which they come. */
  readonly ahead: readonly Claim[]
}

export type TurnEvent =
  /** The desk opens, on the next item or on an earlier claim. */
  | { is: 'opened'; looking: number | undefined }
  /** The item is done with, or a person asks again. */
  | { is: 'next' }
  /** The person wants this many further items ahead; 0: none. */
  | { is: 'wished'; ahead: number }
  /** What came of asking for items ahead, while one is on the desk. */
  | { is: 'held'; result: ClaimResult }
  /** Some time has passed, or the connection is back. */
  | { is: 'again'; asked: number }
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
  | { do: 'claim'; asked: number; ahead: number }
  /** Asks for items ahead, besides the one on the desk; then they are `held`. */
  | { do: 'hold'; ahead: number }
  /** Fetches all that shows these, while there is a connection. */
  | { do: 'lay-ready'; claims: readonly Claim[] }
  /** Says that an answer waits in this browser: the desk goes on without waiting for it. */
  | { do: 'say-kept' }
  | { do: 'read'; asked: number; claim: number }
  /** Tells `again` after so many milliseconds, or when the connection is back. */
  | { do: 'wait'; asked: number; after: number }
  /** Gives an item back, unless something was done with it. */
  | { do: 'give-back'; claim: number }

type Next = readonly [TurnState, readonly TurnEffect[]]

export const NOT_OPEN: TurnState = {
  turn: { at: 'fetching' },
  looking: undefined,
  asked: 0,
  looked: 0,
  wished: 0,
  ahead: [],
}

/** Milliseconds between two tries while the server does not answer. */
const AGAIN = 4_000

/**
 * Milliseconds before each look at what is being given out or weighed. They end: a page that nobody sits at asks for
 * nothing.
 */
const LOOKS = [1_000, 2_000, 4_000, 8_000, 16_000]

export function turns(state: TurnState, event: TurnEvent): Next {
  switch (event.is) {
    case 'opened':
      return fetch({ ...state, looking: event.looking, looked: 0 })
    case 'next':
      return fetch({ ...state, looked: 0 })
    case 'wished': {
      const wishing = { ...state, wished: event.ahead }
      if (event.ahead === 0) return [{ ...wishing, ahead: [] }, givenBack(state.ahead)]
      const now = state.turn.at === 'item' && state.looking === undefined
      return [wishing, now ? [{ do: 'hold', ahead: event.ahead }] : []]
    }
    case 'held':
      return state.turn.at === 'item' && state.wished > 0
        ? hold(state, event.result, state.turn.claim.id)
        : [state, []]
    case 'left': {
      const { turn } = state
      // Whatever is still asked for is nobody's any more, and nothing waits.
      const left: TurnState = { ...state, turn: { at: 'fetching' }, asked: state.asked + 1, ahead: [] }
      const untouched = turn.at === 'item' && turn.claim.state === 'live' && turn.claim.draft === null
      return [left, givenBack([...(untouched ? [turn.claim] : []), ...state.ahead])]
    }
    default:
      return event.asked === state.asked ? came(state, event) : [state, []]
  }
}

const givenBack = (claims: readonly Claim[]): TurnEffect[] =>
  claims.map(({ id }) => ({ do: 'give-back', claim: id }))

/** What the server lets the desk hold besides the item on it; what it does not list is given back. */
function hold(state: TurnState, { claim, ahead }: ClaimResult, onDesk: number): Next {
  const listed = claim && ahead && ahead.length > 0 ? [claim, ...ahead] : []
  const held = listed.filter(({ id }) => id !== onDesk).slice(0, state.wished)
  const kept = new Set([onDesk, ...held.map(({ id }) => id)])
  const before = new Set(state.ahead.map(({ id }) => id))
  const fresh = held.filter(({ id }) => !before.has(id))
  return [
    { ...state, ahead: held },
    [
      ...givenBack(state.ahead.filter(({ id }) => !kept.has(id))),
      ...(fresh.length > 0 ? [{ do: 'lay-ready', claims: fresh } as const] : []),
    ],
  ]
}

/** Without an answer of the server: the next of the items that the desk holds; null when it holds none. */
function goOn(state: TurnState): Next | null {
  const [claim, ...ahead] = state.ahead
  if (!claim || state.looking !== undefined) return null
  return [{ ...state, ahead }, [{ do: 'bring', asked: state.asked, claim }]]
}

const isWaiting = (turn: Turn) =>
  turn.at === 'offline' || turn.at === 'waiting' || (turn.at === 'no-work' && turn.looking)

function fetch(state: TurnState): Next {
  const asked = state.asked + 1
  // A page that waits for the server goes on saying so while it asks again.
  const turn: Turn = isWaiting(state.turn) ? state.turn : { at: 'fetching' }
  return [{ ...state, asked, turn }, [{ do: 'bring', asked, claim: null }]]
}

/** Nothing to do. What is being given out or weighed at this moment is looked at again, a few times. */
function nothing(state: TurnState, result: ClaimResult, effects: readonly TurnEffect[]): Next {
  const after = result.no_work === 'changing' ? LOOKS[state.looked] : undefined
  const next: TurnState = { ...state, turn: { at: 'no-work', result, looking: after !== undefined } }
  if (after === undefined) return [next, effects]
  return [{ ...next, looked: state.looked + 1 }, [...effects, { do: 'wait', asked: state.asked, after }]]
}

function came(state: TurnState, event: Extract<TurnEvent, { asked: number }>): Next {
  const { asked } = state
  const at = (turn: Turn): Next => [
    { ...state, turn },
    isWaiting(turn) ? [{ do: 'wait', asked, after: AGAIN }] : [],
  ]
  switch (event.is) {
    case 'again':
      return isWaiting(state.turn) ? fetch(state) : [state, []]
    case 'ready':
      // What was submitted goes out first; else the server would hand out the same item again.
      return state.looking === undefined
        ? [state, [{ do: 'flush', asked }]]
        : [state, [{ do: 'read', asked, claim: state.looking }]]
    case 'flushed':
      if (event.waiting) {
        const next = goOn(state)
        return next ? [next[0], [{ do: 'say-kept' }, ...next[1]]] : at({ at: 'waiting' })
      }
      return [state, [{ do: 'claim', asked, ahead: state.wished }]]
    case 'claimed': {
      const { claim } = event.result
      const [held, effects] = hold(state, event.result, claim?.id ?? 0)
      if (!claim) return nothing(held, event.result, effects)
      return [held, [{ do: 'bring', asked, claim }, ...effects]]
    }
    case 'found':
      return [state, [{ do: 'bring', asked, claim: event.claim }]]
    case 'shown':
      return at({ at: 'item', claim: event.claim })
    case 'failed': {
      const { error } = event
      const passes = error instanceof Missing ? error.why === 'unreachable' : mayPass(error)
      const next = passes ? goOn(state) : null
      if (next) return next
      return at(passes ? { at: 'offline' } : { at: 'refused', error })
    }
  }
}
