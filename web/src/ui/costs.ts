/** What answers cost, out of how many are needed and what the lead has stated of one. */
import { count } from '@/ui/format'
import { locale } from '@/ui/locale'
import { overview as s } from '@/ui/strings/overview'

interface Numbers {
  value: number | null
  low: number | null
  high: number | null
}

export interface Told {
  value: string
  /** The interval in words; empty when there is none. */
  between: string
}

/** Hours of work, as people say them: minutes below two hours. */
export function hours(needed: Numbers, minutes: number): Told {
  const unit = (needed.value ?? 0) * minutes < 120 ? 1 : 60
  const shown = (answers: number) => count(Math.round((answers * minutes) / unit))
  return told(needed, shown, unit === 1 ? s.needed.minutes : s.needed.hours)
}

/** Money, in whole units once it is more than a hundred of them. */
export function amount(needed: Numbers, price: number, currency: string): Told {
  const digits = (needed.value ?? 0) * price >= 100 ? { maximumFractionDigits: 0 } : {}
  const form = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    ...digits,
  })
  return told(
    needed,
    (answers) => form.format(answers * price),
    (shown) => shown,
  )
}

function told(needed: Numbers, shown: (answers: number) => string, worded: (shown: string) => string): Told {
  const { value, low, high } = needed
  const between =
    low === null || high === null || low === high ? '' : s.needed.between(shown(low), shown(high))
  return { value: worded(shown(value ?? 0)), between }
}
