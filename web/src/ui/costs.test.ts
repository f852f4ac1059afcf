import { expect, test } from 'vitest'
import { amount, hours } from './costs'

const NEEDED = { value: 1240, low: 1100, high: 1390 }

test('work is told in hours, and in minutes below two of them', () => {
  expect(hours(NEEDED, 3)).toEqual({ value: '62 hours', between: '55 to 70, in 95 of 100 cases' })
  expect(hours({ value: 30, low: 24, high: 36 }, 2)).toEqual({
    value: '60 minutes',
    between: '48 to 72, in 95 of 100 cases',
  })
})

test('money is told in its currency, without an interval where there is none', () => {
  expect(amount(NEEDED, 0.3, 'EUR').value.replace(/\s/g, ' ')).toBe('EUR 372')
  expect(amount({ value: 0, low: 0, high: 0 }, 0.3, 'JPY').between).toBe('')
})
