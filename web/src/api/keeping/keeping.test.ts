/** The promise "nothing is lost", in the browser: against a real IndexedDB implementation and a server that fails. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Refused, Unreachable } from '../http'
import type { Claim, Draft } from '../types'
import { DraftKeeper, startingPoint, type Saving } from './draft'
import { Outbox, type Deliver } from './outbox'
import { openKeeping, type Errand, type Keeping, type KeptDraft } from './store'

let n = 0
let name = ''
let keeping: Keeping
beforeEach(async () => {
  name = `test-${String(++n)}`
  keeping = await openKeeping(name)
})

function refusal(status: number): Refused {
  return new Refused({
    type: 'about:goodwork:x',
    title: 'No.',
    status,
    detail: '',
    kept: '',
    next_step: '',
    faults: [],
    retry_after: null,
  })
}
function errand(id: string, at = 0, person = 1): Errand {
  return {
    id,
    person,
    project: 1,
    claim: at + 1,
    what: 'submit',
    path: `/claims/${String(at + 1)}/annotation`,
    body: { answers: { mood: { labels: ['good'] } } },
    excerpt: 'sunny',
    at,
    state: 'waiting',
  }
}

describe('the outbox', () => {
  test('what the server has heard is forgotten, with its draft', async () => {
    await keeping.putDraft({ claim: 1, person: 1, answers: {}, formVersion: 1, base: 0, dirty: true })
    const sent: string[] = []
    const outbox = new Outbox(keeping, 1, (e) => Promise.resolve(sent.push(e.id)))
    expect(await outbox.post(errand('a'))).toEqual({ state: 'sent' })
    expect(sent).toEqual(['a'])
    expect(await keeping.errands(1)).toEqual([])
    expect(await keeping.draft(1, 1)).toBeUndefined()
  })

  test('without a connection it waits, survives the end of the page, and goes out in order afterwards', async () => {
    const offline = new Outbox(keeping, 1, () => Promise.reject(new Unreachable('down')))
    expect(await offline.post(errand('a', 0))).toEqual({ state: 'waiting' })
    expect(await offline.post(errand('b', 1))).toEqual({ state: 'waiting' })
    expect(offline.list().map((e) => e.id)).toEqual(['a', 'b'])

    const sent: string[] = []
    const reopened = new Outbox(await openKeeping(name), 1, (e) => Promise.resolve(sent.push(e.id)))
    await reopened.flush()
    expect(sent).toEqual(['a', 'b'])
    expect(reopened.list()).toEqual([])
  })

  test('the same id goes out again after an answer that got lost', async () => {
    const keys: string[] = []
    let fails = true
    const outbox = new Outbox(keeping, 1, (e) => {
      keys.push(e.id)
      if (!fails) return Promise.resolve()
      fails = false
      return Promise.reject(new Unreachable('the answer was lost'))
    })
    expect(await outbox.post(errand('a'))).toEqual({ state: 'waiting' })
    await outbox.flush()
    expect(keys).toEqual(['a', 'a'])
    expect(outbox.list()).toEqual([])
  })

  test('a refusal is kept with its reason, holds nobody up, and can be tried again', async () => {
    let refuse = true
    const sent: string[] = []
    const deliver: Deliver = (e) =>
      e.id === 'a' && refuse ? Promise.reject(refusal(422)) : Promise.resolve(sent.push(e.id))
    const outbox = new Outbox(keeping, 1, deliver)
    const outcome = await outbox.post(errand('a', 0))
    expect(outcome.state).toBe('refused')
    await outbox.post(errand('b', 1))
    expect(sent).toEqual(['b'])
    expect(outbox.list().map((e) => [e.id, e.state, e.problem?.status])).toEqual([['a', 'refused', 422]])
    refuse = false
    await outbox.retry('a')
    expect(sent).toEqual(['b', 'a'])
    expect(outbox.list()).toEqual([])
  })

  test.each([401, 429, 500, 503])('status %i keeps it waiting', async (status) => {
    const outbox = new Outbox(keeping, 1, () => Promise.reject(refusal(status)))
    expect(await outbox.post(errand('a'))).toEqual({ state: 'waiting' })
  })

  test('nobody sends what another person left in this browser', async () => {
    await keeping.putErrand(errand('theirs', 0, 2))
    const sent: string[] = []
    const outbox = new Outbox(keeping, 1, (e) => Promise.resolve(sent.push(e.id)))
    await outbox.post(errand('mine', 1))
    expect(sent).toEqual(['mine'])
    expect((await keeping.errands(2)).map((e) => e.id)).toEqual(['theirs'])
  })

  test('an errand posted while another is being sent goes out in the same breath', async () => {
    const sent: string[] = []
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const outbox = new Outbox(keeping, 1, async (e) => {
      if (e.id === 'a') await gate
      sent.push(e.id)
    })
    const first = outbox.post(errand('a', 0))
    const second = outbox.post(errand('b', 1))
    open()
    expect(await Promise.all([first, second])).toEqual([{ state: 'sent' }, { state: 'sent' }])
    expect(sent).toEqual(['a', 'b'])
  })
})

describe('a draft', () => {
  const good = { mood: { labels: ['good'] } }
  const bad = { mood: { labels: ['bad'] } }
  const kept = (over: Partial<KeptDraft> = {}): KeptDraft => ({
    claim: 7,
    person: 1,
    answers: {},
    formVersion: 1,
    base: 0,
    dirty: false,
    ...over,
  })
  const server = (answers: Draft['answers'], revision: number): Draft => ({
    answers,
    revision,
    saved_at: 'now',
  })
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const claim = (draft: Draft | null, state = 'live') => ({ state, draft }) as Claim
  function keeper(saving: Partial<Saving>, draft = kept()) {
    return new DraftKeeper(
      keeping,
      draft,
      { is: 'empty' },
      {
        save: () => Promise.reject(new Unreachable('down')),
        read: () => Promise.reject(new Unreachable('down')),
        same,
        quiet: 5,
        patience: 20,
        ...saving,
      },
    )
  }
  let made: DraftKeeper | undefined
  afterEach(() => made?.stop())

  test('is in the browser at once and on the server a moment later', async () => {
    const saves: unknown[] = []
    made = keeper({
      save: (...args) => {
        saves.push(args)
        return Promise.resolve(server(args[1], 1))
      },
    })
    made.change(bad, 3)
    made.change(good, 3)
    expect(made.current()).toEqual({ is: 'unsaved' })
    await vi.waitFor(() => {
      expect(made?.current()).toEqual({ is: 'saved', at: 'now' })
    })
    expect(saves).toEqual([[7, good, 3, 0]])
    expect(await keeping.draft(1, 7)).toEqual(kept({ answers: good, formVersion: 3, base: 1, dirty: false }))
  })

  test('that can not be saved says where it is, and is saved when the connection is back', async () => {
    let down = true
    made = keeper({
      save: (_, answers) =>
        down ? Promise.reject(new Unreachable('down')) : Promise.resolve(server(answers, 1)),
    })
    made.change(good, 1)
    await vi.waitFor(() => {
      expect(made?.current()).toEqual({ is: 'kept' })
    })
    expect((await keeping.draft(1, 7))?.answers).toEqual(good)
    down = false
    await made.now()
    expect(made.current().is).toBe('saved')
  })

  test('that another tab overtook overwrites nothing: both are there', async () => {
    const theirs = server(bad, 4)
    let saved = 0
    made = keeper({
      save: (_, answers, __, revision) => {
        if (revision !== 4) return Promise.reject(refusal(409))
        saved++
        return Promise.resolve(server(answers, 5))
      },
      read: () => Promise.resolve(claim(theirs)),
    })
    made.change(good, 1)
    await made.now()
    expect(made.current()).toEqual({ is: 'conflict', theirs })
    made.change({ ...good, more: {} }, 1)
    await made.now()
    expect(saved).toBe(0)
    made.resolve(good, theirs)
    await made.now()
    expect(made.current().is).toBe('saved')
    expect((await keeping.draft(1, 7))?.base).toBe(5)
  })

  test('that another tab saved word for word is simply saved', async () => {
    made = keeper({
      save: () => Promise.reject(refusal(409)),
      read: () => Promise.resolve(claim(server(good, 2))),
    })
    made.change(good, 1)
    await made.now()
    expect(made.current().is).toBe('saved')
  })

  test('of a claim that is closed is refused in words and stays in the browser', async () => {
    made = keeper({
      save: () => Promise.reject(refusal(409)),
      read: () => Promise.resolve(claim(null, 'submitted')),
    })
    made.change(good, 1)
    await made.now()
    expect(made.current().is).toBe('refused')
    expect((await keeping.draft(1, 7))?.dirty).toBe(true)
  })

  test.each([
    ['nothing anywhere', undefined, null, {}, 0, false, false],
    ['only the server', undefined, server(bad, 2), bad, 2, false, false],
    ['only this browser', kept({ answers: good, dirty: true }), null, good, 0, true, false],
    [
      'this browser is ahead',
      kept({ answers: good, base: 2, dirty: true }),
      server(bad, 2),
      good,
      2,
      true,
      false,
    ],
    ['the server is ahead', kept({ answers: good, base: 1 }), server(bad, 2), bad, 2, false, false],
    ['both went on', kept({ answers: good, base: 1, dirty: true }), server(bad, 2), good, 1, true, true],
    [
      'both went the same way',
      kept({ answers: good, base: 1, dirty: true }),
      server(good, 2),
      good,
      2,
      false,
      false,
    ],
  ])('begins well: %s', (_, local, remote, answers, base, dirty, conflict) => {
    const start = startingPoint(local, remote, same)
    expect([start.answers, start.base, start.dirty, start.theirs !== null]).toEqual([
      answers,
      base,
      dirty,
      conflict,
    ])
  })
})
