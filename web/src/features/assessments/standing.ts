/** Whether somebody may begin an assessment, as the server decides it: known before, so that no button disappoints. */
import type { AssessmentOffer } from '@/api/types'

export type Standing = { left: number } & (
  { may: 'yes' | 'passed' | 'used-up' | 'closed' } | { may: 'wait' | 'paid-later'; from: string }
)

const DAY = 86_400_000

export function mayBegin(offer: AssessmentOffer, now: Date): Standing {
  // One whose every key was set aside used up no try.
  const used = offer.attempts.filter((one) => one.handed_in_on !== null && one.score !== null)
  const left = Math.max(0, offer.tries - used.length)
  if (offer.attempts.some((one) => one.passed)) return { may: 'passed', left }
  if (!offer.open) return { may: 'closed', left }
  if (left === 0) return { may: 'used-up', left }
  if (offer.paid_from && Date.parse(offer.paid_from) > now.getTime())
    return { may: 'paid-later', from: new Date(offer.paid_from).toISOString(), left }
  const last = used.map((one) => Date.parse(one.handed_in_on ?? '')).sort((a, b) => b - a)[0]
  const from = last === undefined ? 0 : last + offer.wait_days * DAY
  return from > now.getTime()
    ? { may: 'wait', from: new Date(from).toISOString(), left }
    : { may: 'yes', left }
}
