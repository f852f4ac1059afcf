import { expect, test } from 'vitest'
import { confidence, percent } from './format'

test('a confidence is never rounded up, and says no more than one decimal', () => {
  expect(confidence(0.9496)).toBe('94.9\u00a0%')
  expect(confidence(0.95)).toBe('95\u00a0%')
  expect(confidence(1)).toBe('100\u00a0%')
  expect(percent(0.9996, 1)).toBe('99.9 %')
})
