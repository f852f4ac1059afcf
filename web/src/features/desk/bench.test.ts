/** The desk without a browser: what people and the server do, and the instructions that follow, compared as lists. */
import { describe, expect, test } from 'vitest'
import type { Claim, Draft } from '@/api/types'
import type { Answers } from '@/kinds/contract'
import { readForm } from '@/kinds/registry'
import '@/kinds/setups'
import { bench, openBench, type BenchEffect, type BenchEvent, type BenchState } from './bench'
import { openedOf } from './opened'

const QUESTIONS = readForm([
  { key: 'mood', kind: 'classification', title: 'Mood', labels: ['Good', 'Bad'] },
  {
    key: 'why',
    kind: 'text',
    title: 'Why is it bad?',
    when: { question: 'mood', says: ['bad'] },
  },
  { key: 'stars', kind: 'rating', title: 'Stars', low: 1, high: 5 },
])
const GOOD = { labels: ['good'] }
const BAD = { labels: ['bad'] }

function claim(over: Partial<Claim> = {}): Claim {
  return {
    id: 7,
    project_id: 1,
    state: 'live',
    form_version: 3,
    granted_at: '2026-01-01T00:00:00Z',
    expires_at: '2026-01-02T00:00:00Z',
    draft: null,
    in_hand: false,
    predictions: [],
    annotation: null,
    item: {
      id: 5,
      external_id: 'w1',
      parts: [{ name: 'text', type: 'text', text: 'Hail again.' }],
      metadata: {},
    },
    ...over,
  } as Claim
}

/** A bench, and all that was to be done so far. */
class Hand {
  state: BenchState
  done: BenchEffect[] = []
  constructor(over: Partial<Claim> = {}, answers: Answers = {}) {
    const mark = { is: 'empty' } as const
    this.state = openBench({ claim: claim(over), questions: QUESTIONS, formVersion: 3, answers, mark })
  }
  tell(...events: BenchEvent[]): this {
    for (const event of events) {
      const [state, effects] = bench(this.state, event)
      this.state = state
      this.done.push(...effects)
    }
    return this
  }
  key(question: number, key: string): this {
    return this.tell({ is: 'command', command: { does: 'choose', question, key } })
  }
  does(
    ...what: ('submit' | 'undo' | 'redo' | 'skip' | 'flag' | 'previous' | 'next-question' | 'written')[]
  ): this {
    return this.tell(...what.map((does): BenchEvent => ({ is: 'command', command: { does } })))
  }
  /** What is to be done since the last look. */
  look(): BenchEffect[] {
    return this.done.splice(0)
  }
  get answers(): Answers {
    return this.state.history.now
  }
}
/** Both questions answered, so that it may be submitted. */
const answered = (over: Partial<Claim> = {}) => {
  const hand = new Hand(over).key(0, '1').key(1, '4')
  hand.look()
  return hand
}
const SUBMIT: BenchEffect[] = [
  { do: 'hold' },
  {
    do: 'post',
    what: 'submit',
    path: '/claims/7/annotation',
    body: { answers: { mood: GOOD, stars: { value: 4 } }, form_version: 3, prediction_id: null },
  },
]

describe('answers', () => {
  test('every change is kept at once, and the next question without an answer is next', () => {
    const hand = new Hand().key(0, '1')
    expect(hand.look()).toEqual([{ do: 'keep', answers: { mood: GOOD } }])
    expect(hand.state.active).toBe(1)
  })

  test('undo and redo take back everything, and are kept as any other change', () => {
    const hand = new Hand().key(0, '1').key(0, '2')
    hand.look()
    hand.does('undo')
    expect(hand.look()).toEqual([{ do: 'keep', answers: { mood: GOOD } }])
    hand.does('undo', 'undo')
    expect(hand.answers).toEqual({})
    hand.does('redo', 'redo', 'redo')
    expect(hand.answers).toEqual({ mood: BAD })
    expect(hand.look().map((effect) => effect.do)).toEqual(['keep', 'keep', 'keep'])
  })

  test('the same answer again is no change', () => {
    const hand = new Hand().key(1, '4')
    hand.look()
    const before = hand.state.history
    hand.tell({ is: 'command', command: { does: 'choose', question: 1, key: '4' } })
    expect([hand.state.history, hand.look()]).toEqual([before, []])
  })

  test('a question that is asked after all comes next, and has the focus when it is written', () => {
    const hand = new Hand()
    const { form } = hand.state
    expect(form.map(({ question }) => question.key)).toEqual(['mood', 'stars'])
    hand.key(0, '2')
    expect(hand.state.form.map(({ question }) => question.key)).toEqual(['mood', 'why', 'stars'])
    expect(hand.state.active).toBe(1)
    expect(hand.look().at(-1)).toEqual({ do: 'focus', at: 1, missing: false })
    // The same questions are the same list: nothing is drawn again for it.
    const asked = hand.state.form
    hand.key(2, '3')
    expect(hand.state.form).toBe(asked)
  })

  test('a suggestion is taken whole, can be taken back, and is named only while it is unchanged', () => {
    const predictions = [{ id: 9, model: 'm', score: 0.5, answers: { mood: GOOD, stars: { value: 4 } } }]
    const hand = new Hand({ predictions } as Partial<Claim>)
    hand.tell({ is: 'suggested', prediction: 9, answers: { mood: GOOD, stars: { value: 4 } } })
    const taken = hand.state
    hand.look()
    hand.does('submit')
    expect(hand.look()[1]).toMatchObject({ do: 'post', body: { prediction_id: 9 } })
    const other = new Hand({ predictions } as Partial<Claim>)
    other.state = taken
    other.key(1, '5').look()
    other.does('submit')
    expect(other.look()[1]).toMatchObject({ do: 'post', body: { prediction_id: null } })
    other.state = taken
    other.does('undo')
    expect(other.answers).toEqual({})
  })
})

test('one key goes to the next question, and after the last to the first', () => {
  const hand = new Hand()
  const asked = hand.state.form.length
  for (let at = 1; at <= asked; at++) {
    hand.does('next-question')
    expect([hand.state.active, hand.look()]).toEqual([
      at % asked,
      [{ do: 'focus', at: at % asked, missing: false }],
    ])
  }
  expect(hand.does('written').look()).toEqual([{ do: 'switch-written' }])
})

describe('submitting', () => {
  test('holds drafts back, sends once, and goes on when the server has it', () => {
    const hand = answered().does('submit')
    expect(hand.look()).toEqual(SUBMIT)
    // On its way nothing changes, and nothing is sent twice.
    hand.does('submit', 'undo').key(0, '2').tell({ is: 'skipped', reason: 'no' })
    expect([hand.look(), hand.answers.mood]).toEqual([[], GOOD])
    hand.tell({ is: 'posted', what: 'submit', sent: true })
    // The server has it, and only then it is said.
    const said = [{ do: 'say', what: 'submitted' }, { do: 'next' }]
    expect([hand.look(), hand.state.sending]).toEqual([said, null])
  })

  test('without a connection it waits in this browser, and the desk goes on all the same', () => {
    const hand = answered().does('submit')
    hand.look()
    hand.tell({ is: 'posted', what: 'submit', sent: false })
    expect(hand.look()).toEqual([{ do: 'next' }])
  })

  test('what the server refuses stays on the desk, is said, and drafts go on', () => {
    const hand = answered().does('submit')
    hand.look()
    const error = new Error('closed')
    hand.tell({ is: 'failed', of: 'post', error })
    expect([hand.look(), hand.state.error, hand.state.sending]).toEqual([[{ do: 'go-on' }], error, null])
    hand.does('submit')
    expect([hand.look(), hand.state.error]).toEqual([SUBMIT, null])
  })

  test('what is missing is shown where it is missing, and nothing is sent', () => {
    const hand = new Hand().key(0, '1')
    hand.look()
    expect(hand.state.tried).toBe(false)
    hand.does('submit')
    expect([hand.look(), hand.state.tried, hand.state.active]).toEqual([
      [{ do: 'focus', at: 1, missing: true }],
      true,
      1,
    ])
  })

  test('an answer to a question that is not asked after all is not submitted', () => {
    const hand = new Hand({}, { why: { text: 'Hail.' }, mood: GOOD, stars: { value: 4 } }).does('submit')
    expect(hand.look()).toEqual(SUBMIT)
  })

  test('an expired lease takes nothing away: late answers are sent as any other', () => {
    expect(answered({ state: 'expired' }).does('submit').look()).toEqual(SUBMIT)
  })

  test.each(['submitted', 'released', 'skipped'] as const)(
    'a claim that is %s can be looked at only',
    (state) => {
      const hand = new Hand({ state } as Partial<Claim>, { mood: GOOD, stars: { value: 4 } })
      hand.key(0, '2').does('submit', 'undo', 'skip').tell({ is: 'skipped', reason: 'no' })
      expect([hand.look(), hand.answers.mood, hand.state.dialog]).toEqual([[], GOOD, null])
    },
  )
})

describe('drafts', () => {
  const theirs: Draft = { answers: { mood: BAD }, revision: 4, saved_at: '2026-01-01T10:00:00Z' } as Draft

  test('two drafts wait for a person, and nothing is submitted before', () => {
    const hand = answered()
      .tell({ is: 'mark', mark: { is: 'conflict', theirs } })
      .does('submit')
    expect(hand.look()).toEqual([])
    hand.tell({ is: 'resolved', answers: { mood: BAD } })
    expect(hand.look()).toEqual([{ do: 'resolve', answers: { mood: BAD }, theirs }])
    // The other draft is within reach of undo.
    hand.does('undo')
    expect(hand.answers).toEqual({ mood: GOOD, stars: { value: 4 } })
  })

  test('a decision between drafts that are no longer two decides nothing', () => {
    const hand = answered().tell({ is: 'resolved', answers: {} })
    expect([hand.look(), hand.answers.mood]).toEqual([[], GOOD])
  })

  test('where the answers are, and whether access has ended, is told by those who keep them', () => {
    const hand = new Hand().tell({ is: 'mark', mark: { is: 'kept' } }, { is: 'access', inHand: true })
    expect([hand.state.mark, hand.state.inHand]).toEqual([{ is: 'kept' }, true])
  })

  test('newer work of this browser comes before the server, and both are shown when both are new', () => {
    const draft = { answers: { mood: BAD }, revision: 2, saved_at: '2026-01-01T10:00:00Z' } as Draft
    const kept = { claim: 7, person: 1, answers: { mood: GOOD }, formVersion: 3, base: 2, dirty: true }
    const open = (over: object | undefined, stored: Draft | null) =>
      openedOf(claim({ draft: stored }), QUESTIONS, 1, over && { ...kept, ...over })
    expect(open(undefined, null)).toMatchObject({ answers: {}, mark: { is: 'empty' } })
    expect(open(undefined, draft)).toMatchObject({ answers: { mood: BAD }, mark: { is: 'saved' } })
    expect(open({}, draft)).toMatchObject({ answers: { mood: GOOD }, mark: { is: 'unsaved' } })
    expect(open({ base: 1 }, draft)).toMatchObject({ answers: { mood: GOOD }, mark: { is: 'conflict' } })
    expect(open({ dirty: false }, draft)).toMatchObject({ answers: { mood: BAD }, mark: { is: 'saved' } })
  })

  test('what no longer fits the questions is named, and still kept', () => {
    const answers = { mood: GOOD, gone: { value: 1 }, stars: { value: 99 } }
    const opened = openedOf(claim(), QUESTIONS, 1, {
      claim: 7,
      person: 1,
      answers,
      formVersion: 2,
      base: 0,
      dirty: true,
    })
    expect([opened.answers, opened.lost, opened.draft.answers]).toEqual([
      { mood: GOOD },
      ['gone', 'Stars'],
      answers,
    ])
  })

  test('questions that change meanwhile are asked anew, with the answers that are there', () => {
    const hand = answered().tell({ is: 'questions', questions: QUESTIONS.slice(0, 1), formVersion: 4 })
    expect(hand.state.form).toHaveLength(1)
    hand.does('submit')
    expect(hand.look()[1]).toMatchObject({ body: { answers: { mood: GOOD }, form_version: 4 } })
  })
})

describe('skipping and flagging', () => {
  test('a skip is said when the server has it, and not while it waits', () => {
    const skip = (sent: boolean) => {
      const hand = new Hand().does('skip')
      expect(hand.state.dialog).toBe('skip')
      hand.tell({ is: 'skipped', reason: 'I can’t judge this' })
      expect(hand.look()).toEqual([
        { do: 'hold' },
        { do: 'post', what: 'skip', path: '/claims/7/skip', body: { reason: 'I can’t judge this' } },
      ])
      hand.tell({ is: 'posted', what: 'skip', sent })
      expect(hand.state.dialog).toBeNull()
      return hand.look()
    }
    expect(skip(true)).toEqual([{ do: 'say', what: 'skipped' }, { do: 'next' }])
    expect(skip(false)).toEqual([{ do: 'next' }])
  })

  test('a flag leaves the item on the desk; one that did not go is still in its dialog, with the reason', () => {
    const hand = new Hand().does('flag').tell({ is: 'flagged', note: 'Which lake?' })
    expect(hand.look()).toEqual([{ do: 'flag', note: 'Which lake?' }])
    const error = new Error('offline')
    hand.tell({ is: 'failed', of: 'flag', error })
    expect([hand.state.dialog, hand.state.error, hand.state.flags]).toEqual(['flag', error, 0])
    hand.tell({ is: 'flagged', note: 'Which lake?' }, { is: 'flag-sent' })
    expect([hand.state.dialog, hand.state.error, hand.state.flags]).toEqual([null, null, 1])
    expect(hand.look().at(-1)).toEqual({ do: 'say', what: 'flagged' })
  })
})

describe('looking back', () => {
  const annotation = {
    id: 70,
    answers: { mood: GOOD, stars: { value: 4 } },
    submitted_at: '2026-01-01T10:00:00Z',
  }
  const back = () =>
    new Hand({ state: 'submitted', annotation } as unknown as Partial<Claim>, annotation.answers)

  test('a correction is a revision; one that changes nothing is none', () => {
    expect(back().does('submit').look()).toEqual([{ do: 'next' }])
    const hand = back().key(1, '2').does('submit')
    expect(hand.look().at(-1)).toEqual({
      do: 'post',
      what: 'revise',
      path: '/annotations/70/revisions',
      body: { answers: { mood: GOOD, stars: { value: 2 } }, form_version: 3 },
    })
    hand.tell({ is: 'posted', what: 'revise', sent: true })
    expect(hand.look()).toEqual([{ do: 'say', what: 'revised' }, { do: 'next' }])
    hand.tell({ is: 'posted', what: 'revise', sent: false })
    expect(hand.look()).toEqual([{ do: 'next' }])
  })

  test('one earlier is the last one, and from there the one before', () => {
    const claims = [9, 7, 3]
    expect(new Hand().does('previous').look()).toEqual([{ do: 'read-history' }])
    expect(new Hand().tell({ is: 'earlier', claims }).look()).toEqual([{ do: 'look', claim: 9 }])
    expect(back().tell({ is: 'earlier', claims }).look()).toEqual([{ do: 'look', claim: 3 }])
    expect(
      back()
        .tell({ is: 'earlier', claims: [9, 7] })
        .look(),
    ).toEqual([])
  })

  test('what I submitted is not skipped', () => {
    expect(back().does('skip').state.dialog).toBeNull()
  })
})
