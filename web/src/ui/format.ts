/** Numbers, times and sizes as people read them, in the language of the page. */
import { language, locale } from './locale'

const whole = new Intl.NumberFormat(locale)
const clockOf = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const dayOf = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const bothOf = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** A number with its decimals, as many as are asked for. */
function fixed(value: number, least: number, most = least): string {
  const key = `${String(least)}-${String(most)}`
  const form =
    forms.get(key) ??
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      useGrouping: false,
    })
  forms.set(key, form)
  return form.format(value)
}
const forms = new Map<string, Intl.NumberFormat>()

/** Arabic writes the sign at the number; English and German leave a space. */
const SPACE = language === 'ar' ? '' : ' '

export function count(n: number): string {
  return whole.format(n)
}

/** A share of 1 as a percentage. It never says 100 % of what is a little less, nor 0 % of what is a little more. */
export function percent(share: number, digits = 0): string {
  const step = 10 ** -digits
  const value = share * 100
  const shown = value > 100 - step && value < 100 ? 100 - step : value > 0 && value < step ? step : value
  return `${fixed(shown, digits)}${SPACE}%`
}

/** A confidence as the story of an item words it: one decimal at most, never rounded up. */
export function confidence(share: number): string {
  const shown = Math.floor(share * 1000 + 1e-3) / 10
  return `${fixed(shown, 0, 1)}${SPACE && '\u00a0'}%`
}

export function decimal(value: number, digits = 2): string {
  return fixed(value, digits)
}

/** A number with the decimals that it has, two at most. */
export function exact(value: number): string {
  return fixed(value, 0, 2)
}

export function clock(iso: string): string {
  return clockOf.format(new Date(iso))
}

/** The day of a moment where the reader is; a day alone, such as 2026-01-31, is the same everywhere. */
export function day(iso: string): string {
  return dayOf.format(new Date(iso.length === 10 ? `${iso}T12:00:00` : iso))
}

export function moment(iso: string): string {
  return bothOf.format(new Date(iso))
}

export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = n
  let at = 0
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at++
  }
  const digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3, useGrouping: false }
  const shown = at === 0 ? String(value) : new Intl.NumberFormat(locale, digits).format(value)
  return `${shown} ${units[at] ?? ''}`
}
