/** How settled items are told apart, wherever progress is drawn. */
import type { Slice } from './Meter'
import { settled as s } from './strings/settled'

/** Counts of items by how they came to be settled, as the server gives them. */
export interface SettledCounts {
  met: number
  most_reached: number
  no_gain: number
  by_person: number
  on_count: number
  unknown: number
}

/**
 * One slice for each way of being settled. Only what meets the target, and is proved by gold to do so, is a plain
 * surface of the accent colour: what is only estimated is hatched.
 */
export function settledSlices(counts: SettledCounts, supported: boolean): Slice[] {
  return [
    {
      name: supported ? s.metProved : s.metEstimated,
      value: counts.met,
      color: 'var(--gw-accent)',
      pattern: supported ? undefined : 'hatched',
    },
    { name: s.how['by-person'], value: counts.by_person, color: 'var(--gw-by-person)' },
    { name: s.how['on-count'], value: counts.on_count, color: 'var(--gw-on-count)', pattern: 'dotted' },
    { name: s.how['most-reached'], value: counts.most_reached, color: 'var(--gw-below)', pattern: 'striped' },
    { name: s.how['no-gain'], value: counts.no_gain, color: 'var(--gw-below)', pattern: 'dotted' },
    { name: s.how.unknown, value: counts.unknown, color: 'var(--gw-line-strong)', pattern: 'dotted' },
  ]
}

/** The state whose colour an item's mark has: one that is settled below its target looks so. */
export function stateShown(item: { state: string; how?: string | null }): string {
  return item.how === 'most-reached' || item.how === 'no-gain' ? 'below' : item.state
}
