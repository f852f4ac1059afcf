import type { QualificationIn } from '@/api/types'

/** A tier as it is written: the numbers are texts. */
export interface Draft {
  name: string
  byWork: boolean
  /** In percent. */
  least: string
  items: string
}

/** A tier as it is sent; null: a name or a number is missing. */
export function readDraft({ name, byWork, least, items }: Draft): QualificationIn['tiers'][number] | null {
  if (name.trim() === '') return null
  if (!byWork) return { name, least: null, items: null }
  const share = Number(least.replace(',', '.').trim() || Number.NaN) / 100
  const number = Number(items.trim() || Number.NaN)
  if (!(share > 0 && share < 1) || !Number.isInteger(number) || number < 10) return null
  return { name, least: share, items: number }
}
