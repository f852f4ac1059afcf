/** Amounts of money: whole numbers of the currency's minor unit, shown and read as people write them. */
import { locale } from './locale'

/** How many decimals a currency has; 2 where nobody knows it. */
export function decimals(currency: string): number {
  try {
    const form = new Intl.NumberFormat('en', { style: 'currency', currency })
    return form.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** As people read it, such as €0.25. */
export function money(amount: number, currency: string): string {
  const value = amount / 10 ** decimals(currency)
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value)
  } catch {
    return `${plain(amount, currency)} ${currency}`
  }
}

/** With a point and all decimals, as programs read it. */
export function plain(amount: number, currency: string): string {
  return (amount / 10 ** decimals(currency)).toFixed(decimals(currency))
}

/** The amount that somebody wrote; null: it is none, or finer than the currency. */
export function readMoney(written: string, currency: string): number | null {
  const digits = decimals(currency)
  const found = /^([-−]?)(\d{1,9})(?:[.,](\d+))?$/.exec(written.trim())
  const rest = found?.[3] ?? ''
  if (!found || rest.length > digits) return null
  const amount = Number(`${found[2] ?? ''}${rest.padEnd(digits, '0')}`)
  return found[1] && amount > 0 ? -amount : amount
}
