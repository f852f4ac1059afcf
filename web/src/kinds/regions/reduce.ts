/** What gestures do to regions of any shape. */
import { saying, stillSaid } from '../markLabels'
import type { Region, RegionQuestion } from './schema'
import type { RegionView } from './view'

export type RegionGesture =
  | { does: 'label'; region: string; label: string }
  | { does: 'say'; region: string; attribute: string; value: string | null }
  | { does: 'remove'; region: string }
  | { does: 'none' }
  | { does: 'clear' }

/** Whether a region may stand beside the others. */
export type Fits<R> = (others: readonly R[], made: R) => boolean

/** The regions after a gesture; null: no answer. The same list: nothing changed. */
export function reduceRegions<R extends Region>(
  question: RegionQuestion,
  had: readonly R[] | null,
  gesture: RegionGesture,
  fits: Fits<R>,
): readonly R[] | null {
  switch (gesture.does) {
    case 'clear':
      return null
    case 'none':
      return had ?? []
    case 'remove': {
      const left = had?.filter(({ id }) => id !== gesture.region) ?? []
      if (left.length === (had?.length ?? 0)) return had
      // Nothing left is not yet the answer that there is nothing: that is said by itself.
      return left.length > 0 ? left : null
    }
    case 'label': {
      const label = question.labels.find((one) => one.id === gesture.label)
      return changed(had, gesture.region, fits, (region) =>
        label ? { ...region, label: label.id, attributes: stillSaid(label, region.attributes) } : region,
      )
    }
    case 'say':
      return changed(had, gesture.region, fits, (region) => ({
        ...region,
        attributes: saying(region.attributes, gesture.attribute, gesture.value),
      }))
  }
}

/** With one region changed, where it still fits. */
export function changed<R extends Region>(
  had: readonly R[] | null,
  id: string,
  fits: Fits<R>,
  change: (region: R) => R,
): readonly R[] | null {
  const region = had?.find((one) => one.id === id)
  if (!had || !region) return had
  const made = change(region)
  const others = had.filter((one) => one !== region)
  return fits(others, made) ? had.map((one) => (one === region ? made : one)) : had
}

/** The one region that two answers of the same length differ in, as it was and as it is; null: there is no such. */
export function onlyChange<R extends Region>(
  before: readonly R[] | undefined,
  after: readonly R[] | undefined,
): { was: R; now: R } | null {
  if (!before || before.length !== after?.length) return null
  const changes = after.filter((region, n) => region !== before[n])
  const [now] = changes
  const was = before.find(({ id }) => id === now?.id)
  return now && was && changes.length === 1 ? { was, now } : null
}

/** What the hand is at after a gesture that changed something. */
export function followed<V extends RegionView>(gesture: RegionGesture, at: V): V {
  switch (gesture.does) {
    case 'label':
      return { ...at, last: gesture.label }
    case 'remove':
      return { ...at, focus: at.focus === gesture.region ? null : at.focus }
    default:
      return at
  }
}
