/** Months, and the day of today. */
import { locale } from './locale'

const monthOf = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })

/** The month of a day. */
export function monthOnly(date: string): string {
  return monthOf.format(new Date(`${date.slice(0, 7)}-15T12:00:00`))
}

/** Today where the reader is, such as 2026-01-31. */
export function today(): string {
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
