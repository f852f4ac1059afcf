import { afterEach, expect, test, vi } from 'vitest'
import { confidence, percent } from './format'

test('a confidence is never rounded up, and says no more than one decimal', () => {
  expect(confidence(0.9496)).toBe('94.9\u00a0%')
  expect(confidence(0.95)).toBe('95\u00a0%')
  expect(confidence(1)).toBe('100\u00a0%')
  expect(percent(0.9996, 1)).toBe('99.9 %')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each([
  ['Pacific/Honolulu', 600],
  ['UTC', 0],
  ['Pacific/Auckland', -780],
])('a day without a time is the same day in %s', async (zone, offset) => {
  vi.stubEnv('TZ', zone)
  vi.resetModules()
  const there = await import('./format')
  expect(new Date('2026-03-01T12:00:00Z').getTimezoneOffset()).toBe(offset)
  expect(there.day('2026-03-01')).toBe('Mar 1, 2026')
})
