/** The practice without a browser: a step is done by doing it, and what is known fits what is asked. */
import { describe, expect, test } from 'vitest'
import { agree, formFaults } from '@/kinds/registry'
import '@/kinds/setups'
import { practice as s } from '@/ui/strings/practice'
import { BEGIN, hintOf, ITEMS, placeOf, practise, stepOf, type Deed, type Practice } from './practice'

const ONE_SPAN = { breads: { spans: [{ id: 's1' }] } }
const after = (...deeds: Deed[]): Practice => deeds.reduce(practise, BEGIN)

const SEARCHED: Deed = { did: 'searched', words: ' Oven' }
const FIRST: Deed = { did: 'submitted', item: 0, answers: { mood: { labels: ['likes'] } } }
const MARKED: Deed = { did: 'changed', answers: ONE_SPAN }
const ASKED: Deed = { did: 'asked' }
const SECOND: Deed = { did: 'submitted', item: 1, answers: ONE_SPAN }

describe('the steps', () => {
  test('follow what a person does', () => {
    const way: [Deed[], unknown, unknown][] = [
      [[], 'rule', 0],
      [[SEARCHED], 'label', 0],
      [[SEARCHED, FIRST], 'span', 1],
      [[SEARCHED, FIRST, MARKED], 'ask', 1],
      [[SEARCHED, FIRST, MARKED, ASKED], 'submit', 1],
      [[SEARCHED, FIRST, MARKED, ASKED, SECOND], 'why', 'back'],
      [[SEARCHED, FIRST, MARKED, ASKED, SECOND, { did: 'looked' }], null, 'back'],
    ]
    for (const [deeds, hint, place] of way) {
      expect(hintOf(after(...deeds))).toBe(hint)
      expect(placeOf(after(...deeds))).toBe(place)
    }
  })

  test('come in any order: whoever answers first looks for the rule afterwards', () => {
    expect(stepOf(after(FIRST))).toBe('rule')
    expect(placeOf(after(FIRST))).toBe(0)
    expect(stepOf(after(FIRST, SEARCHED))).toBe('span')
    expect(hintOf(after(SEARCHED, FIRST, SECOND, MARKED))).toBe('ask')
    expect(placeOf(after(SEARCHED, FIRST, SECOND, MARKED, ASKED))).toBe('back')
  })

  test('are not done by something else', () => {
    expect(stepOf(after({ did: 'searched', words: 'zebra' }, { did: 'searched', words: 'ov' }))).toBe('rule')
    expect(stepOf(after(SEARCHED, { did: 'changed', answers: { mood: { labels: ['likes'] } } }))).toBe(
      'label',
    )
    expect(stepOf(after(SEARCHED, FIRST, { did: 'changed', answers: { breads: { spans: [] } } }))).toBe(
      'span',
    )
  })

  test('can all be skipped, and the practice begun again', () => {
    const passed = after(...Array.from({ length: 5 }, (): Deed => ({ did: 'passed' })))
    expect(stepOf(passed)).toBe(null)
    expect(placeOf(passed)).toBe('back')
    expect(practise(passed, { did: 'passed' })).toBe(passed)
    expect(practise(passed, { did: 'began' })).toEqual(BEGIN)
  })
})

test('what is known answers what is asked, and the names stand in the text', () => {
  for (const { form: formOf, known, claim, rule } of ITEMS) {
    const form = formOf()
    expect(formFaults(form, known, claim.item.parts)).toEqual([])
    expect(s.work.guideline).toContain(`## ${rule}\n`)
    for (const asked of form) {
      const answer = known[asked.question.key] ?? {}
      expect(asked.kind?.readAnswer(asked.question, answer)).not.toBeNull()
      expect(agree(asked, answer, structuredClone(answer))).toBe(true)
    }
  }
  for (const name of s.work.breads) expect(s.work.second.split(name)).toHaveLength(2)
})
