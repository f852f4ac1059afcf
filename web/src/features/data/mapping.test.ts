import { expect, test } from 'vitest'
import type { Preview } from '@/api/types'
import { askedOf, assign, mappingOf, renamed, rolesOf } from './mapping'

const preview: Preview = {
  columns: ['id', 'tweet', 'gold', 'lang', 'secret'],
  uses: [],
  needs: [],
  changed: [],
  lost: [],
  mapping: {
    id: 'id',
    parts: [{ name: 'tweet', type: 'text', column: 'tweet', title: 'Tweet' }],
    gold: { mood: 'gold' },
    gold_reason: null,
    gold_drawn: null,
    answers: {},
    by: null,
    metadata: 'rest',
    questions: {},
    delimiter: ';',
    encoding: null,
  },
  rows: [],
  faults: [],
  format: 'csv',
  sheets: [],
  addresses: null,
  controls: [],
  said: 0,
}

test('what the server guessed goes back unchanged when nobody changes it', () => {
  expect(mappingOf(rolesOf(preview), preview.mapping, null)).toEqual(preview.mapping)
})

test('a column that is left out is not among the metadata', () => {
  const roles = assign(rolesOf(preview), 'secret', { is: 'out' })
  expect(mappingOf(roles, preview.mapping, null).metadata).toEqual(['lang'])
})

test('only one column is the id: the earlier one becomes metadata', () => {
  const roles = assign(rolesOf(preview), 'lang', { is: 'id' })
  expect(roles.id).toEqual({ is: 'metadata' })
  expect(mappingOf(roles, preview.mapping, null).id).toBe('lang')
})

test('answers and who gave them go back as they came', () => {
  const mapping = { ...preview.mapping, gold: {}, answers: { mood: 'secret' }, by: 'lang' }
  const roles = rolesOf({ ...preview, mapping })
  expect(roles.secret).toEqual({ is: 'answer', question: 'mood' })
  expect(roles.lang).toEqual({ is: 'by' })
  expect(mappingOf(roles, mapping, null)).toEqual(mapping)
})

test('columns of people go back together, and leave the one column of answers', () => {
  const table = { ...preview, columns: ['tweet', 'mood', 'label_ann', 'label_bob'] }
  const mapping = { ...preview.mapping, id: null, gold: {}, answers: { mood: 'mood' } }
  const first = assign(rolesOf({ ...table, mapping }), 'label_ann', { is: 'person', question: 'mood' })
  expect(first.mood).toEqual({ is: 'metadata' })
  const both = assign(first, 'label_bob', { is: 'person', question: 'mood' })
  const told = mappingOf(both, mapping, null)
  expect(told.answers).toEqual({ mood: ['label_ann', 'label_bob'] })
  expect(rolesOf({ ...table, mapping: told })).toEqual(both)
  expect(assign(both, 'mood', { is: 'answer', question: 'mood' }).label_ann).toEqual({ is: 'metadata' })
})

test('a new part keeps the names of the others and says its type', () => {
  const roles = assign(rolesOf(preview), 'lang', { is: 'part', type: 'picture' })
  expect(mappingOf(roles, preview.mapping, 0.1)).toMatchObject({
    gold_drawn: 0.1,
    delimiter: ';',
    parts: [
      { name: 'tweet', type: 'text', column: 'tweet', title: 'Tweet' },
      { type: 'picture', column: 'lang' },
    ],
  })
})

test('what the annotations answer is told by name, by the server, or by the lead', () => {
  const found = {
    ...preview,
    controls: ['mood', 'entities', 'x'],
    mapping: { questions: { entities: 'spans' } },
  }
  const asked = askedOf(found, ['mood', 'spans'])
  expect(asked).toEqual({ mood: 'mood', entities: 'spans', x: '' })
  expect(renamed({ ...asked, x: 'mood' })).toEqual({ entities: 'spans', x: 'mood' })
})
