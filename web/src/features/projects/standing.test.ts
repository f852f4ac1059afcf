import { expect, test } from 'vitest'
import type { ProjectRow } from '@/api/types'
import { standingOf, stopped } from './standing'

const row = (changes: Partial<ProjectRow>): ProjectRow =>
  ({
    state: 'active',
    items: 10,
    settled: 0,
    set_aside: 0,
    my_live_claims: 0,
    avoided: false,
    left: { items: 0, more: false },
    my_role: 'annotator',
    asks_for: [],
    own: { wish: 'as-it-comes', away: false },
    ...changes,
  }) as ProjectRow

const asks = (tier: number, held: number, waived = false): ProjectRow['asks_for'] => [
  {
    qualification_id: 1,
    name: 'German',
    tier,
    tier_name: 'expert',
    held,
    held_name: '',
    waived,
  },
]

test.each([
  ['open', { left: { items: 3, more: false } }],
  ['open', { left: { items: 0, more: true } }],
  ['open', { my_live_claims: 1, avoided: true }],
  ['avoided', { left: { items: 3, more: false }, avoided: true }],
  ['unqualified', { left: { items: 3, more: false }, asks_for: asks(2, 1) }],
  ['open', { left: { items: 3, more: false }, asks_for: asks(2, 2) }],
  ['open', { left: { items: 3, more: false }, asks_for: asks(2, 0), my_role: 'reviewer' }],
  ['open', { left: { items: 3, more: false }, asks_for: asks(2, 0, true) }],
  ['open', { my_live_claims: 1, asks_for: asks(2, 0) }],
  ['no-items', { items: 0 }],
  ['done', { settled: 7, set_aside: 3 }],
  ['answered', { settled: 7 }],
  ['away', { left: { items: 3, more: false }, own: { wish: 'harder', away: true } }],
  ['closed', { state: 'paused', left: { items: 3, more: false } }],
  ['open', { state: 'paused', my_live_claims: 1 }],
  ['closed', { state: 'archived', my_live_claims: 1 }],
] as const)('%s', (standing, changes) => {
  expect(standingOf(row(changes))).toBe(standing)
})

test('nothing is begun against one’s own word, and what is begun may be finished at a ceiling', () => {
  const [fresh, begun] = [row({}), row({ my_live_claims: 1 })]
  expect([null, undefined].map((met) => stopped(fresh, met))).toEqual([false, false])
  expect((['own-pause', 'own-done', 'own-quiet'] as const).map((met) => stopped(begun, met))).toEqual([
    true,
    true,
    true,
  ])
  expect((['own-items', 'own-projects'] as const).map((met) => stopped(begun, met))).toEqual([false, false])
  expect(stopped(fresh, 'own-items')).toBe(true)
})
