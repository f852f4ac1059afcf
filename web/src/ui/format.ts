/** Numbers, times and sizes as people read them, in the language of their browser. */
const whole = new Intl.NumberFormat()
const clockOf = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const dayOf = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const bothOf = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function count(n: number): string {
  return whole.format(n)
}

/** A share of 1 as a percentage. It never says 100 % of what is a little less, nor 0 % of what is a little more. */
export function percent(share: number, digits = 0): string {
  const step = 10 ** -digits
  const value = share * 100
  const shown = value > 100 - step && value < 100 ? 100 - step : value > 0 && value < step ? step : value
  return `${shown.toFixed(digits)} %`
}

/** A confidence as the story of an item words it: one decimal at most, never rounded up. */
export function confidence(share: number): string {
  const shown = Math.floor(share * 1000 + 1e-3) / 10
  return `${shown.toFixed(1).replace(/\.0$/, '')}\u00a0%`
}

export function decimal(value: number, digits = 2): string {
  return value.toFixed(digits)
}

export function clock(iso: string): string {
  return clockOf.format(new Date(iso))
}

export function day(iso: string): string {
  return dayOf.format(new Date(iso))
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
  return `${at === 0 ? String(value) : value.toPrecision(3)} ${units[at] ?? ''}`
}
