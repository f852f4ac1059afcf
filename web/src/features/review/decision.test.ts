/** A review without a browser: keys, choices, reasons, and what is sent. */
import { expect, test } from 'vitest'
import type { ItemDetail } from '@/api/types'
import { readForm } from '@/kinds/registry'
import '@/kinds/setups'
import type { Pressed } from '@/ui/Bench'
import {
  openReview,
  pressed,
  review,
  shownOf,
  verdictOf,
  type ReviewEffect,
  type ReviewEvent,
  type ReviewState,
} from './decision'

const FORM = readForm([
  { key: 'mood', kind: 'classification', title: 'Mood', labels: ['Good', 'Bad', 'Neither'] },
  { key: 'why', kind: 'text', title: 'Why?', when: { question: 'mood', says: ['bad'] }, required: true },
])
const [GOOD, BAD, NEITHER] = ['good', 'bad', 'neither'].map((label) => ({ labels: [label] }))
const given = (person: string, answers: object) => ({ person, answers })
const DETAIL = {
  item: { id: 5, parts: [] },
  given: [
    given('p1', { mood: GOOD }),
    given('p2', { mood: GOOD }),
    given('p3', { mood: BAD, why: { text: 'Hail.' } }),
  ],
  predictions: [],
  consensus: [{ question: 'mood', answer: GOOD }],
  reviews: [],
} as unknown as ItemDetail

class Reviewer {
  state: ReviewState = openReview(FORM, 3, DETAIL)
  done: ReviewEffect[] = []
  tell(...events: ReviewEvent[]): this {
    for (const event of events) {
      const [state, effects] = review(this.state, event)
      this.state = state
      this.done.push(...effects)
    }
    return this
  }
  press(key: string, over: Partial<Pressed> = {}): this {
    const plain = { key, ctrl: false, shift: false, alt: false, writes: false, edits: false }
    const event = pressed(this.state, { ...plain, ...over })
    return event ? this.tell(event) : this
  }
  look(): ReviewEffect[] {
    return this.done.splice(0)
  }
}
const sent = (answers: object, reason: string, seen: number | null = null) => [
  { do: 'save', body: { answers, form_version: 3, reason, seen } },
]

test('the consensus is accepted by one key, without a reason, and once', () => {
  const hand = new Reviewer().press('Enter', { ctrl: true })
  expect(hand.look()).toEqual(sent({ mood: GOOD }, ''))
  expect(hand.press('Enter', { ctrl: true }).look()).toEqual([])
  hand.tell({ is: 'saved', decision: 'accepted' })
  expect(hand.look()).toEqual([{ do: 'say', decision: 'accepted' }, { do: 'done' }])
})

test('who decides for something else says why, and what is asked after all has to be answered', () => {
  const hand = new Reviewer().press('2')
  expect(shownOf(hand.state).map((choice) => choice.asked.question.key)).toEqual(['mood', 'why'])
  expect(hand.press('Enter', { ctrl: true }).look()).toEqual([{ do: 'focus', on: 'reason' }])
  hand.tell({ is: 'reason', reason: ' Hail is bad. ' }, { is: 'decided' })
  expect([hand.look(), verdictOf(hand.state).faults.map((fault) => fault.where)]).toEqual([[], ['why']])
  hand.press('ArrowDown').press('1').tell({ is: 'decided' })
  expect(hand.look()).toEqual(sent({ mood: BAD, why: { text: 'Hail.' } }, 'Hail is bad.'))
})

test('what it comes to is told from what people said', () => {
  const decision = (...events: ReviewEvent[]) => verdictOf(new Reviewer().tell(...events).state).decision
  const mood = (answer: typeof GOOD): ReviewEvent => ({ is: 'chosen', key: 'mood', answer: answer ?? null })
  const why = (text: string): ReviewEvent => ({ is: 'chosen', key: 'why', answer: { text } })
  expect(decision()).toBe('accepted')
  expect(decision(mood(BAD), why('Hail.'))).toBe('picked')
  expect(decision(mood(BAD), why('Rain.'))).toBe('corrected')
  expect(decision(mood(NEITHER))).toBe('corrected')
  expect(decision(mood(BAD))).toBe('merged')
})

test('letters of a word are one step of undo; undo and redo go through all choices', () => {
  const hand = new Reviewer().press('2')
  for (const text of ['R', 'Ra', 'Rain'])
    hand.tell({ is: 'chosen', key: 'why', answer: { text }, joins: true })
  hand.press('z', { ctrl: true })
  expect(hand.state.history.now).toEqual({ mood: BAD })
  hand.press('z', { ctrl: true })
  expect(hand.state.history.now).toEqual({ mood: GOOD })
  hand.press('y', { ctrl: true }).press('Z', { ctrl: true, shift: true })
  expect(hand.state.history.now).toEqual({ mood: BAD, why: { text: 'Rain' } })
})

test('letters in a field are letters, in an editor they are its own, and with Alt the browser\u2019s', () => {
  const hand = new Reviewer()
  const before = hand.state
  hand.press('2', { writes: true }).press('n', { writes: true }).press('2', { alt: true })
  hand.press('e', { edits: true }).press('n', { edits: true }).press('ArrowDown', { edits: true })
  expect([hand.state, hand.look()]).toEqual([before, []])
  expect(hand.press('Escape', { writes: true }).look()).toEqual([{ do: 'focus', on: 'bench' }])
  hand.press('e').press('2')
  expect([hand.state.correcting.has('mood'), hand.state.history.now]).toEqual([true, { mood: GOOD }])
  expect(hand.press('e').press('n').look()).toEqual([{ do: 'done' }])
})

test('a decision that does not arrive stays as it is, with the reason, and may be made again', () => {
  const hand = new Reviewer().tell({ is: 'decided' })
  hand.look()
  const error = new Error('offline')
  hand.tell({ is: 'failed', error })
  expect([hand.state.error, hand.state.saving, hand.look()]).toEqual([error, false, []])
  expect(hand.tell({ is: 'decided' }).look()).toEqual(sent({ mood: GOOD }, ''))
})

test('an item that was read again has its new answers to choose from, and what I chose stays', () => {
  const hand = new Reviewer().press('2')
  const detail = {
    ...DETAIL,
    given: [...DETAIL.given, given('p4', { mood: NEITHER })],
    reviews: [{ id: 44 }],
  } as unknown as ItemDetail
  hand.tell({ is: 'read-again', detail })
  expect(shownOf(hand.state)[0]?.options).toHaveLength(3)
  expect(hand.state.history.now).toEqual({ mood: BAD })
  hand.press('1').tell({ is: 'decided' })
  expect(hand.look()).toEqual(sent({ mood: GOOD }, '', 44))
})
