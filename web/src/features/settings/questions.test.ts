import { expect, test } from 'vitest'
import { setupOf } from '@/kinds/setups'
import { building, faultsOf, fromStored, keyOf, moved, retitle, stored, type Building } from './questions'

function fresh(kind: string, key: string): Building {
  const found = setupOf(kind)
  if (!found) throw new Error(kind)
  return building({ ...found.fresh(key), title: key }, 'by-title')
}

test.each([
  ['What is the mood?', 'what_is_the_mood'],
  ['Très bien!', 'tres_bien'],
  ['3 stars', 'stars'],
  ['日本', 'question'],
])('a key out of %j is %j', (title, key) => {
  expect(keyOf(title, new Set())).toBe(key)
  expect(keyOf(title, new Set([key]))).toBe(`${key}_2`)
})

test('the key follows the title until somebody writes one, and never once data uses it', () => {
  const one = fresh('rating', 'a')
  const [followed] = retitle([one], one.id, 'How good?')
  expect(followed?.question.key).toBe('how_good')
  const [kept] = retitle([{ ...one, keyed: 'by-hand' }], one.id, 'How good?')
  expect(kept?.question.key).toBe('a')
  const [old] = fromStored([{ key: 'stars', kind: 'rating', title: 'Stars' }])
  if (!old) throw new Error('none')
  expect(retitle([old], old.id, 'Anew')[0]?.question).toMatchObject({ key: 'stars', title: 'Anew' })
})

test('two questions of one name, and one without a title, are named', () => {
  const a = fresh('text', 'why')
  const b = fresh('text', 'why')
  expect(faultsOf(a, [a, b]).map((f) => f.where)).toEqual(['key'])
  const untitled = { ...a, question: { ...a.question, title: ' ' } }
  expect(faultsOf(untitled, [untitled]).map((f) => f.where)).toEqual(['title'])
})

test('moving at the ends changes nothing', () => {
  const all = [fresh('text', 'a'), fresh('text', 'b')]
  const ids = (list: Building[]) => list.map((one) => one.question.key).join('')
  expect(ids(moved(all, all[0]?.id ?? 0, -1))).toBe('ab')
  expect(ids(moved(all, all[0]?.id ?? 0, 1))).toBe('ba')
})

test('new labels get ids from their names when the form is stored, and old ones keep theirs', () => {
  const [one] = fromStored([{ key: 'm', kind: 'classification', title: 'M', labels: ['Good', 'Bad'] }])
  if (!one) throw new Error('none')
  const labels = [
    { id: 'good', name: 'Very good', key: null, color: null, help: '' },
    { id: 'bad', name: 'Bad', key: null, color: null, help: '' },
    { id: '', name: 'So so', key: null, color: null, help: '' },
  ]
  const [question] = stored([{ ...one, question: { ...one.question, ...{ labels } } }])
  expect((question?.labels as { id: string }[]).map((label) => label.id)).toEqual(['good', 'bad', 'so-so'])
})

test('a new question whose labels are renamed has ids of the new names', () => {
  const one = fresh('classification', 'mood')
  const { labels } = one.question as unknown as { labels: { name: string }[] }
  const renamed = labels.map((label, i) => ({ ...label, name: ['Positive', 'Negative'][i] ?? '' }))
  const [question] = stored([{ ...one, question: { ...one.question, ...{ labels: renamed } } }])
  expect((question?.labels as { id: string }[]).map((label) => label.id)).toEqual(['positive', 'negative'])
})
