import { beforeAll, expect, test } from 'vitest'
import type { Appeal } from '@/api/types'
import { bringForm, readForm } from '@/kinds/registry'
import '@/kinds/setups'
import { choicesOf, undisputed, verdictOf } from './deciding'

const form = readForm([
  {
    key: 'mood',
    kind: 'classification',
    title: 'Mood?',
    labels: [
      { id: 'good', name: 'Good' },
      { id: 'bad', name: 'Bad' },
    ],
  },
  { key: 'stars', kind: 'rating', title: 'Stars?', low: 1, high: 5 },
])
const GOOD = { labels: ['good'] }
const BAD = { labels: ['bad'] }
const appeal = {
  decided: { mood: BAD, stars: { value: 2 } },
  theirs: { mood: GOOD, stars: { value: 2 } },
  others: [
    { answers: { mood: BAD, stars: { value: 2 } }, people: 3 },
    { answers: { mood: GOOD, stars: { value: 4 } }, people: 1 },
  ],
  parts: [],
} as unknown as Appeal

beforeAll(() => bringForm(form))

test('what was decided comes first, then the appeal, with how many others said it', () => {
  const [mood, stars] = choicesOf(form, appeal)
  expect(mood?.options.map((o) => [o.answer, o.decided, o.appealed, o.others])).toEqual([
    [BAD, true, false, 3],
    [GOOD, false, true, 1],
  ])
  expect(stars?.options.map((o) => [o.decided, o.appealed, o.others])).toEqual([
    [true, true, 3],
    [false, false, 1],
  ])
})

test('what nobody disputes is chosen, the rest is for the decider to say', () => {
  const chosen = undisputed(choicesOf(form, appeal))
  expect(Object.keys(chosen)).toEqual(['stars'])
  expect(verdictOf(form, appeal, chosen).upheld).toBeNull()
  expect(verdictOf(form, appeal, { ...chosen, mood: BAD }).upheld).toBe(false)
  expect(verdictOf(form, appeal, { ...chosen, mood: GOOD }).upheld).toBe(true)
})
