import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changes } from '@/ui/strings/changes'
import { doneIn, factsIn } from './changes'

const ACTIONS = join(import.meta.dirname, '../../../../src/goodwork/actions')

test('every change that the server writes down has words', () => {
  const written = readdirSync(ACTIONS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .flatMap((name) => {
      const source = readFileSync(join(ACTIONS, name), 'utf8')
      return [...source.matchAll(/audit\.record(?:_as)?\([^"]*"([a-z-]+\.[a-z-]+)"/g)].map(
        (found) => found[1] ?? '',
      )
    })
  expect(written.length).toBeGreaterThan(30)
  expect(written.filter((action) => !(action in changes.done))).toEqual([])
})

test('every fact that the server writes down with a change has a name', () => {
  const facts = readdirSync(ACTIONS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .flatMap((name) => {
      const source = readFileSync(join(ACTIONS, name), 'utf8')
      const given = [
        ...source.matchAll(
          /audit\.record(?:_as)?\([^{}]*(\{[^{}]*\})|\b(?:detail|told|said) = (\{[^{}]*\})/g,
        ),
      ]
      return given.flatMap(([, here, before]) =>
        [...(here ?? before ?? '').matchAll(/"([a-z_]+)":/g)].map((found) => found[1] ?? ''),
      )
    })
    .filter((name) => name !== 'before' && name !== 'after')
  expect(facts.length).toBeGreaterThan(50)
  expect([...new Set(facts)].filter((name) => !(name in changes.facts))).toEqual([])
})

test('facts are told as they were and as they became, and what stayed is not told', () => {
  const policy = { target: 0.9, fewest: 2, most: 5 }
  expect(
    factsIn({
      before: { name: 'Moods', policy, open_to: 'teams' },
      after: { name: 'Moods 2', policy: { ...policy, target: 0.95 }, open_to: 'teams' },
    }),
  ).toEqual(['name: Moods → Moods 2', 'target: 0.9 → 0.95'])
  expect(factsIn({ before: { active: true }, after: { active: false } })).toEqual(['has access: yes → no'])
})

test('questions are told by their titles, lists by what is in them, and long words are cut', () => {
  const asked = (title: string) => ({ key: 'mood', kind: 'text', title })
  expect(
    factsIn({
      before: { questions: [asked('Mood?')] },
      after: { questions: [asked('Mood?'), asked('Why?')] },
    }),
  ).toEqual(['questions: Mood? → Mood?, Why?'])
  expect(factsIn({ after: { email: null, team_ids: [1, 2] }, items: 1200 })).toEqual([
    'teams: 1, 2',
    'items: 1,200',
  ])
  expect(factsIn({ reason: 'x'.repeat(500) })[0]?.length).toBeLessThan(140)
})

test('a word that is not known is shown without its signs', () => {
  expect(doneIn('thing.turned-over')).toBe('thing turned over')
})
