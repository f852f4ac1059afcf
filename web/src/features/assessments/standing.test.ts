import { expect, test } from 'vitest'
import type { AssessmentOffer } from '@/api/types'
import { mayBegin } from './standing'

const offer = (attempts: Partial<AssessmentOffer['attempts'][number]>[]): AssessmentOffer => ({
  id: 1,
  title: 'Reading',
  about: '',
  drawn: 8,
  pass_mark: 0.75,
  tries: 2,
  wait_days: 1,
  minutes: 10,
  open: true,
  items: 24,
  paid_from: null,
  attempts: attempts.map((one, i) => ({
    id: i,
    number: i + 1,
    handed_in_on: '2026-03-01',
    score: 0.5,
    low: 0.2,
    high: 0.8,
    passed: false,
    ...one,
  })),
})
const on = (day: string) => new Date(`${day}T12:00:00Z`)

test('whoever has tried waits, and then has one try less', () => {
  expect(mayBegin(offer([]), on('2026-03-01'))).toEqual({ may: 'yes', left: 2 })
  expect(mayBegin(offer([{}]), on('2026-03-01'))).toMatchObject({ may: 'wait', left: 1 })
  expect(mayBegin(offer([{}]), on('2026-03-02'))).toEqual({ may: 'yes', left: 1 })
  expect(mayBegin(offer([{}, {}]), on('2026-03-09'))).toEqual({ may: 'used-up', left: 0 })
})

test('what goes on, or does not count, uses up nothing', () => {
  expect(mayBegin(offer([{ handed_in_on: null, score: null }]), on('2026-03-01')).left).toBe(2)
  expect(mayBegin(offer([{ score: null }]), on('2026-03-01'))).toEqual({ may: 'yes', left: 2 })
  expect(mayBegin(offer([{ passed: true }]), on('2026-03-09')).may).toBe('passed')
})
