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

const MODEL = join(import.meta.dirname, '../../../../src/goodwork/model')

/** The words of an enumeration of the server: its values, or its names where it has numbers. */
function wordsOf(file: string, name: string): string[] {
  const source = readFileSync(join(MODEL, `${file}.py`), 'utf8')
  const body = (source.split(`class ${name}(`)[1] ?? '').split(/\n(?=\S)/)[0] ?? ''
  const members = [...body.matchAll(/^ {4}([A-Z_]+) = ("([a-z_-]+)"|\d+)$/gm)]
  return members.map(([, member, , word]) => word ?? (member ?? '').toLowerCase())
}

test.each([
  ['state', 'projects', 'ProjectState'],
  ['state', 'assessments', 'AssessmentState'],
  ['state', 'items', 'ItemState'],
  ['decision', 'appeals', 'AppealState'],
  ['decision', 'reviews', 'Decision'],
  ['decision', 'pay', 'HoursState'],
  ['what', 'restrictions', 'Restricts'],
  ['role', 'people', 'Role'],
  ['open_to', 'projects', 'OpenTo'],
  ['kind', 'versions', 'UseKind'],
  ['source', 'guideline', 'CaseSource'],
  ['scopes', 'people', 'Scope'],
  ['pay', 'applications', 'PublicPay'],
  ['policy.disputed', 'projects', 'Disputed'],
  ['policy.predictions', 'projects', 'PredictionsAre'],
] as const)('each value of %s has words: %s.%s', (fact, file, name) => {
  const words = wordsOf(file, name)
  expect(words.length).toBeGreaterThan(1)
  expect(words.filter((word) => !(word in changes.values[fact]))).toEqual([])
})

test('every fact that is chosen from a list has words for what may be chosen', () => {
  const chosen = readdirSync(ACTIONS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .flatMap((name) => {
      const source = readFileSync(join(ACTIONS, name), 'utf8')
      const given = source.matchAll(
        /audit\.record(?:_as)?\([^{}]*(\{[^{}]*\})|\b(?:detail|told|said) = (\{[^{}]*\})/g,
      )
      return [...given].flatMap(([, here, before]) =>
        [
          ...(here ?? before ?? '').matchAll(
            /"([a-z_]+)": [a-zA-Z_.[\]]+?(?:\.value|\.word|\.name\.lower\(\))/g,
          ),
        ].map((found) => found[1] ?? ''),
      )
    })
  expect(chosen.length).toBeGreaterThan(8)
  const known = new Set(['before', 'after', 'becomes', ...Object.keys(changes.values)])
  expect([...new Set(chosen)].filter((name) => !known.has(name))).toEqual([])
})

test('what is chosen from a list is told in words, and an item by its state', () => {
  expect(
    factsIn({ before: { role: 'reviewer' }, after: { role: 'owner', scopes: ['claim-named'] } }),
  ).toEqual(['role: reviewer → owner', 'rights: pick items'])
  expect(factsIn({ before: 'settled', after: 'held', reason: 'Why' })).toEqual([
    'state: settled → held back for the lead',
    'reason: Why',
  ])
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
