import { expect, test } from 'vitest'
import { shuffled } from './chance'

test('the same seed gives the same order', () => {
  expect(shuffled(['a', 'b', 'c', 'd'], '17:order')).toEqual(shuffled(['a', 'b', 'c', 'd'], '17:order'))
})

test('every order is about as frequent as every other, over claims that follow each other', () => {
  const seen = new Map<string, number>()
  for (let claim = 1; claim <= 6000; claim++) {
    const order = shuffled(['a', 'b', 'c'], `${String(claim)}:better`).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  // 1,000 each; five standard deviations are 144.
  for (const n of seen.values()) expect(Math.abs(n - 1000)).toBeLessThan(144)
})

test('neighbours are not bound to each other', () => {
  const first = (claim: number) => shuffled(['a', 'b'], `${String(claim)}:better`)[0]
  let alike = 0
  for (let claim = 1; claim <= 4000; claim++) if (first(claim) === first(claim + 1)) alike++
  expect(Math.abs(alike - 2000)).toBeLessThan(160)
})
