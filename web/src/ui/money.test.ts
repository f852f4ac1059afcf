import { describe, expect, it } from 'vitest'
import { plain, readMoney } from './money'

describe('money', () => {
  it('is read to the cent, with a point or a comma', () => {
    expect(readMoney('0.25', 'EUR')).toBe(25)
    expect(readMoney('0,2', 'EUR')).toBe(20)
    expect(readMoney('-1.10', 'EUR')).toBe(-110)
    expect(readMoney('12', 'JPY')).toBe(12)
    expect(readMoney('1.234', 'TND')).toBe(1234)
  })
  it('refuses what is finer than the currency, and what is none', () => {
    for (const written of ['0.255', '', 'a', '1.2.3', '1e3']) expect(readMoney(written, 'EUR')).toBeNull()
    expect(readMoney('0.5', 'JPY')).toBeNull()
  })
  it('is written for programs with all decimals', () => {
    expect(plain(-5, 'EUR')).toBe('-0.05')
    expect(plain(1200, 'JPY')).toBe('1200')
  })
})
