/** Whose turn it is, without a browser: what comes of each answer of the server, or of none. */
import { expect, test } from 'vitest'
import { Refused, Unreachable } from '@/api/http'
import type { Claim, ClaimResult, Problem } from '@/api/types'
import { Missing } from '@/ui/chunk'
import { NOT_OPEN, turns, type TurnEffect, type TurnEvent, type TurnState } from './turn'

const item = (over: Partial<Claim> = {}) => ({ id: 7, state: 'live', draft: null, ...over }) as Claim
const refused = new Refused({ type: 'about:goodwork:forbidden', title: 'No.', status: 403 } as Problem)

/** What a desk asks for, in words, event after event. */
class Desk {
  state: TurnState = NOT_OPEN
  last: readonly TurnEffect[] = []
  tell(event: TurnEvent): this {
    ;[this.state, this.last] = turns(this.state, event)
    return this
  }
  /** Answers whatever was asked for last. */
  comes(event: Record<string, unknown>): this {
    return this.tell({ ...event, asked: this.state.asked } as unknown as TurnEvent)
  }
  open(looking?: number): this {
    return this.tell({ is: 'opened', looking })
  }
  get does(): string[] {
    return this.last.map((effect) => effect.do)
  }
  get at(): string {
    return this.state.turn.at
  }
}
const claimed = (claim: Claim | null) => ({ is: 'claimed', result: { claim, message: '' } as ClaimResult })
const shown = () =>
  new Desk()
    .open()
    .comes({ is: 'ready' })
    .comes({ is: 'flushed', waiting: false })
    .comes(claimed(item()))
    .comes({ is: 'shown', claim: item() })

test('what shows items is here before one is claimed, and what was submitted has gone out', () => {
  const desk = new Desk().open()
  expect(desk.does).toEqual(['bring'])
  expect(desk.comes({ is: 'ready' }).does).toEqual(['flush'])
  expect(desk.comes({ is: 'flushed', waiting: false }).does).toEqual(['claim'])
  expect(desk.comes(claimed(item())).last).toEqual([{ do: 'bring', asked: 1, claim: item() }])
  expect(desk.at).toBe('fetching')
  expect(desk.comes({ is: 'shown', claim: item() }).does).toEqual([])
  expect(desk.state.turn).toEqual({ at: 'item', claim: item() })
})

test('the next item waits for the answer that is not sent, and asks again by itself', () => {
  const desk = shown().tell({ is: 'next' })
  expect(desk.at).toBe('fetching')
  desk.comes({ is: 'ready' }).comes({ is: 'flushed', waiting: true })
  expect([desk.at, desk.does]).toEqual(['waiting', ['wait']])
  // While it asks again it goes on saying so.
  desk.comes({ is: 'again' })
  expect([desk.at, desk.does]).toEqual(['waiting', ['bring']])
  desk
    .comes({ is: 'ready' })
    .comes({ is: 'flushed', waiting: false })
    .comes(claimed(item({ id: 8 })))
  desk.comes({ is: 'shown', claim: item({ id: 8 }) })
  expect(desk.state.turn).toEqual({ at: 'item', claim: item({ id: 8 }) })
})

test.each([
  ['the server', new Unreachable('no answer')],
  ['a part of the client', new Missing('unreachable')],
])('when %s can not be reached the desk says so and asks again', (_, error) => {
  for (const before of [
    new Desk().open(),
    new Desk().open().comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false }).comes(claimed(item())),
  ]) {
    before.comes({ is: 'failed', error })
    expect([before.at, before.does]).toEqual(['offline', ['wait']])
    expect(before.comes({ is: 'again' }).does).toEqual(['bring'])
  }
})

test.each([
  ['a refusal', refused],
  ['a client that is older than the server', new Missing('outdated')],
])('%s is final until a person asks again', (_, error) => {
  const desk = new Desk().open().comes({ is: 'failed', error })
  expect([desk.at, desk.does]).toEqual(['refused', []])
  expect(desk.comes({ is: 'again' }).does).toEqual([])
  expect(desk.tell({ is: 'next' }).does).toEqual(['bring'])
})

test('nothing to do is said with its reason', () => {
  const desk = new Desk().open().comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false })
  expect(desk.comes(claimed(null)).at).toBe('no-work')
})

test('what is being given out or weighed is looked at again by itself, a few times, and then when somebody asks', () => {
  const changing = { is: 'claimed', result: { claim: null, no_work: 'changing', message: '' } }
  const look = (desk: Desk) =>
    desk.comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false }).comes(changing)
  const desk = look(new Desk().open())
  let looks = 0
  for (; desk.does.includes('wait'); looks += 1) {
    expect(desk.state.turn).toMatchObject({ at: 'no-work', looking: true })
    // It goes on saying so while it looks; a timer of before says nothing.
    expect(desk.tell({ is: 'again', asked: desk.state.asked - 1 }).does).toEqual([])
    expect([desk.comes({ is: 'again' }).at, desk.does]).toEqual(['no-work', ['bring']])
    look(desk)
  }
  expect(looks).toBe(5)
  expect(desk.state.turn).toMatchObject({ at: 'no-work', looking: false })
  expect(desk.comes({ is: 'again' }).does).toEqual([])
  expect(look(desk.tell({ is: 'next' })).does).toEqual(['wait'])
})

test('an answer that comes late, to what was asked before, changes nothing', () => {
  const desk = new Desk().open()
  const early = desk.state.asked
  desk.open(3)
  const { state } = desk
  for (const event of [
    { is: 'shown', asked: early, claim: item() },
    { is: 'failed', asked: early, error: refused },
    { is: 'ready', asked: early },
  ] satisfies TurnEvent[]) {
    desk.tell(event)
    expect([desk.state, desk.does]).toEqual([state, []])
  }
})

test('looking back reads that claim, and needs nothing to be sent first', () => {
  const desk = new Desk().open(3).comes({ is: 'ready' })
  expect(desk.last).toEqual([{ do: 'read', asked: 1, claim: 3 }])
  expect(desk.comes({ is: 'found', claim: item({ id: 3 }) }).does).toEqual(['bring'])
})

test('who leaves gives back what was not touched, and nothing is asked for any more', () => {
  expect(shown().tell({ is: 'left' }).last).toEqual([{ do: 'give-back', claim: 7 }])
  const drafted = shown()
  drafted.state = { ...drafted.state, turn: { at: 'item', claim: item({ draft: {} as never }) } }
  expect(drafted.tell({ is: 'left' }).does).toEqual([])
  const offline = new Desk().open().comes({ is: 'failed', error: new Unreachable('') })
  offline.tell({ is: 'left' })
  expect(offline.comes({ is: 'again' }).does).toEqual([])
})

const ids = (desk: Desk) => desk.state.ahead.map(({ id }) => id)
const result = (claim: number, ...ahead: number[]) =>
  ({
    claim: item({ id: claim }),
    ahead: ahead.map((id) => item({ id })),
    message: '',
  }) as unknown as ClaimResult
const holding = () =>
  new Desk()
    .tell({ is: 'wished', ahead: 3 })
    .open()
    .comes({ is: 'ready' })
    .comes({ is: 'flushed', waiting: false })
    .comes({ is: 'claimed', result: result(7, 8, 9, 10) })
    .comes({ is: 'shown', claim: item() })

test('nothing is held ahead unless somebody wants it', () => {
  const desk = new Desk().open().comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false })
  expect(desk.last).toEqual([{ do: 'claim', asked: 1, ahead: 0 }])
  desk.comes({ is: 'claimed', result: { claim: item(), message: '' } as ClaimResult })
  expect([ids(desk), desk.does]).toEqual([[], ['bring']])
})

test('what is held ahead is laid ready, and comes while the server does not answer', () => {
  const desk = holding()
  expect(ids(desk)).toEqual([8, 9, 10])
  desk.tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: true })
  expect(desk.last).toEqual([{ do: 'say-kept' }, { do: 'bring', asked: 2, claim: item({ id: 8 }) }])
  expect([desk.comes({ is: 'shown', claim: item({ id: 8 }) }).at, ids(desk)]).toEqual(['item', [9, 10]])
  // Nothing waits to be sent, and the server does not answer all the same.
  desk.tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false })
  desk.comes({ is: 'failed', error: new Unreachable('') })
  expect(desk.last).toEqual([{ do: 'bring', asked: 3, claim: item({ id: 9 }) }])
  desk.comes({ is: 'shown', claim: item({ id: 9 }) })
  desk.tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: true })
  expect(ids(desk.comes({ is: 'shown', claim: item({ id: 10 }) }))).toEqual([])
  desk.tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: true })
  expect([desk.at, desk.does]).toEqual(['waiting', ['wait']])
})

test('a refusal is no lost connection: nothing is held against it', () => {
  const desk = holding().tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false })
  expect([desk.comes({ is: 'failed', error: refused }).at, ids(desk)]).toEqual(['refused', [8, 9, 10]])
})

test('what the server does not list any more is given back, and so is all when it is not wanted or the desk is left', () => {
  const desk = holding().tell({ is: 'next' }).comes({ is: 'ready' }).comes({ is: 'flushed', waiting: false })
  desk.comes({ is: 'claimed', result: result(8) })
  expect(desk.last).toEqual([
    { do: 'bring', asked: 2, claim: item({ id: 8 }) },
    { do: 'give-back', claim: 9 },
    { do: 'give-back', claim: 10 },
  ])
  const off = holding().tell({ is: 'wished', ahead: 0 })
  expect(off.last).toEqual([8, 9, 10].map((claim) => ({ do: 'give-back', claim })))
  expect([off.at, ids(off)]).toEqual(['item', []])
  const left = holding().tell({ is: 'left' })
  expect(left.last).toEqual([7, 8, 9, 10].map((claim) => ({ do: 'give-back', claim })))
})

test('switched on with an item on the desk, the others come beside it, whichever the server thinks is first', () => {
  const desk = shown().tell({ is: 'wished', ahead: 3 })
  expect(desk.last).toEqual([{ do: 'hold', ahead: 3 }])
  desk.tell({ is: 'held', result: result(5, 7, 8, 9) })
  expect([ids(desk), desk.does]).toEqual([[5, 8, 9], ['lay-ready']])
  // Switched off meanwhile, what comes late is not held.
  desk.tell({ is: 'wished', ahead: 0 }).tell({ is: 'held', result: result(7, 8) })
  expect(ids(desk)).toEqual([])
})
