/** What gestures do to masks. */
import type { Size } from '@/geometry/picture'
import { stillSaid, type Said } from '../markLabels'
import { joined } from '../points/steps'
import { changed, followed, reduceRegions, type RegionGesture } from '../regions/reduce'
import { MOST } from '../regions/schema'
import { freshId, holding, labelling, NOTHING } from '../regions/view'
import { areaOf, areMeeting, isSame, minus, toText, union, type Turns } from './runs'
import { MOST_RUNS, MOST_TEXT, turnsOf, type Mask, type MasksAnswer, type MasksQuestion } from './schema'
import { withoutHoles } from './tracing'
import { ended, maskViewed, type MaskView } from './view'

export type MaskGesture =
  /** Pixels that belong from now on to a mask, or to a new one; what is said of it where it is a copy. */
  | { does: 'paint'; region: string | null; label: string; turns: Turns; picture: Size; attributes?: Said }
  | { does: 'erase'; region: string; turns: Turns }
  /** All holes of a mask. */
  | { does: 'fill'; region: string }

export type Gesture = RegionGesture | MaskGesture

export function reduce(
  question: MasksQuestion,
  answer: MasksAnswer | null,
  gesture: Gesture,
): MasksAnswer | null {
  const had = answer?.masks ?? null
  const masks = reduced(question, had, gesture)
  return masks === had ? answer : masks && { masks: [...masks] }
}

function reduced(
  question: MasksQuestion,
  had: readonly Mask[] | null,
  gesture: Gesture,
): readonly Mask[] | null {
  const others = had ?? []
  switch (gesture.does) {
    case 'paint': {
      const into = others.find(({ id }) => id === gesture.region)
      const free = freed(question, others, into ?? null, gesture.turns)
      if (into) return repainted(question, had, into, union(turnsOf(into), free))
      const label = question.labels.find(({ id }) => id === gesture.label)
      if (!label || free.length === 0 || others.length >= MOST) return had
      const { width, height } = gesture.picture
      const made = withTurns(
        {
          id: freshId('m', others),
          label: label.id,
          size: [height, width],
          counts: '',
          attributes: stillSaid(label, gesture.attributes ?? {}),
        },
        free,
      )
      return made && fits(others, made) ? [...others, made] : had
    }
    case 'erase': {
      const from = others.find(({ id }) => id === gesture.region)
      return from ? repainted(question, had, from, minus(turnsOf(from), gesture.turns)) : had
    }
    case 'fill': {
      const of = others.find(({ id }) => id === gesture.region)
      if (!of) return had
      const [height, width] = of.size
      const turns = withoutHoles(turnsOf(of), { width, height })
      return repainted(question, had, of, union(turnsOf(of), freed(question, others, of, turns)))
    }
    default:
      return reduceRegions(question, had, gesture, fits)
  }
}

/** Of these pixels those that the question lets this mask have. */
function freed(question: MasksQuestion, all: readonly Mask[], mask: Mask | null, turns: Turns): Turns {
  if (question.overlap === 'allowed') return turns
  return all.reduce((left, other) => {
    const taken = turnsOf(other)
    return other !== mask && areMeeting(left, taken) ? minus(left, taken) : left
  }, turns)
}

/** With other pixels; a mask without any is no mask. */
function repainted(
  question: MasksQuestion,
  had: readonly Mask[] | null,
  mask: Mask,
  turns: Turns,
): readonly Mask[] | null {
  if (isSame(turns, turnsOf(mask))) return had
  if (areaOf(turns) === 0) return reduceRegions(question, had, { does: 'remove', region: mask.id }, fits)
  return changed(had, mask.id, fits, (one) => withTurns(one, turns) ?? one)
}

/** A mask of these runs; null: there are more of them than one mask holds. */
function withTurns(mask: Mask, turns: Turns): Mask | null {
  const [height, width] = mask.size
  const counts = toText(turns, { width, height })
  if (turns.length > MOST_RUNS || counts.length > MOST_TEXT) return null
  return { ...mask, size: [height, width], counts }
}

/** Whether a mask may stand beside the others: not twice the same. */
const fits = (others: readonly Mask[], made: Mask): boolean =>
  !others.some(({ label, counts }) => label === made.label && counts === made.counts)

export const joins = (before: MasksAnswer | null, after: MasksAnswer | null): boolean =>
  joined(before?.masks, after?.masks, () => null)

export const gestureOf = (question: MasksQuestion, key: string, view?: unknown): Gesture | null =>
  key === NOTHING ? { does: 'none' } : labelling(question, key, view)

export const viewOf = (question: MasksQuestion, key: string, view: unknown): MaskView | undefined =>
  holding(question, key, maskViewed(view))

/** What the hand is at after a gesture: what was painted is in hand, so that the next stroke adds to it. */
export function follow(
  question: MasksQuestion,
  answer: MasksAnswer | null,
  gesture: Gesture,
  view: unknown,
): MaskView {
  const at = maskViewed(view)
  const after = reduce(question, answer, gesture)
  const isSame = Object.is(after, answer)
  switch (gesture.does) {
    case 'paint': {
      const known = answer?.masks.some(({ id }) => id === gesture.region) === true
      if (isSame)
        return {
          ...ended(at),
          refused: known ? null : question.overlap === 'none' ? 'others' : 'unmade',
        }
      return known
        ? ended(at)
        : { ...ended(at), focus: freshId('m', answer?.masks ?? []), held: null, last: gesture.label }
    }
    case 'erase': {
      const isLeft = after?.masks.some(({ id }) => id === gesture.region) === true
      return { ...ended(at), focus: isLeft ? gesture.region : null }
    }
    case 'fill':
      return at
    case 'remove':
    case 'clear':
      return isSame ? at : followed(gesture, { ...at, refused: null })
    default:
      return isSame ? at : followed(gesture, at)
  }
}
