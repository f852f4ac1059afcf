/** What gestures do to boxes. */
import { degrees, heightOf, tidy, widthOf, type Turned } from '@/geometry/turned'
import { isTyping, stillSaid, type Said } from '../markLabels'
import { NUDGES } from '../regions/keys'
import { changed, followed, onlyChange, reduceRegions, type RegionGesture } from '../regions/reduce'
import { MOST } from '../regions/schema'
import { freshId, holding, labelling, NOTHING, viewed, type RegionView } from '../regions/view'
import type { Box, BoxesAnswer, BoxesQuestion } from './schema'

export type BoxGesture =
  /** A new box; what is said of it where it is a copy. */
  | { does: 'add'; label: string; shape: Turned; crowd?: boolean; attributes?: Said }
  | { does: 'shape'; region: string; shape: Turned }
  | { does: 'crowd'; region: string; is: boolean }

export type Gesture = RegionGesture | BoxGesture

export function reduce(
  question: BoxesQuestion,
  answer: BoxesAnswer | null,
  gesture: Gesture,
): BoxesAnswer | null {
  const had = answer?.boxes ?? null
  const boxes = reduced(question, had, gesture)
  return boxes === had ? answer : boxes && { boxes: [...boxes] }
}

function reduced(
  question: BoxesQuestion,
  had: readonly Box[] | null,
  gesture: Gesture,
): readonly Box[] | null {
  const fits = (others: readonly Box[], made: Box) => mayStand(question, others, made)
  switch (gesture.does) {
    case 'add': {
      const label = question.labels.find((one) => one.id === gesture.label)
      const others = had ?? []
      const made: Box = {
        id: freshId('b', others),
        label: gesture.label,
        ...shaped(question, gesture.shape),
        crowd: question.crowds && gesture.crowd === true,
        attributes: label ? stillSaid(label, gesture.attributes ?? {}) : {},
      }
      return label && others.length < MOST && fits(others, made) ? [...others, made] : had
    }
    case 'shape':
      return changed(had, gesture.region, fits, (box) => ({ ...box, ...shaped(question, gesture.shape) }))
    case 'crowd':
      return changed(had, gesture.region, fits, (box) => ({ ...box, crowd: question.crowds && gesture.is }))
    default:
      return reduceRegions(question, had, gesture, fits)
  }
}

function shaped(question: BoxesQuestion, { box, rotation }: Turned): Turned {
  const [x0, y0, x1, y1] = box
  return {
    box: [tidy(x0), tidy(y0), tidy(x1), tidy(y1)],
    rotation: question.rotated ? degrees(rotation) : 0,
  }
}

/** Whether a box may stand beside the others: large enough, and not twice the same. */
function mayStand(question: BoxesQuestion, others: readonly Box[], made: Box): boolean {
  if (!(Math.min(widthOf(made), heightOf(made)) >= question.least)) return false
  const same = (box: Box) =>
    box.label === made.label &&
    box.rotation === made.rotation &&
    box.box.every((border, n) => border === made.box[n])
  return !others.some(same)
}

/** Small steps by keys in a row are one step of undo, and so are the letters of a word. */
export function joins(before: BoxesAnswer | null, after: BoxesAnswer | null): boolean {
  const change = onlyChange(before?.boxes, after?.boxes)
  if (!change) return false
  const { was, now } = change
  if (now.label !== was.label || now.crowd !== was.crowd) return false
  if (now.attributes !== was.attributes) return isTyping(was.attributes, now.attributes)
  const by = now.box.map((border, n) => tidy(Math.abs(border - (was.box[n] ?? 0)))).filter((step) => step > 0)
  if (now.rotation !== was.rotation)
    return by.length === 0 && NUDGES.some((step) => turnedBy(was, now) === step)
  return by.length > 0 && NUDGES.some((step) => by.every((one) => one === step))
}

function turnedBy(was: Turned, now: Turned): number {
  const by = Math.abs(now.rotation - was.rotation)
  return tidy(Math.min(by, 360 - by))
}

export const gestureOf = (question: BoxesQuestion, key: string, view?: unknown): Gesture | null =>
  key === NOTHING ? { does: 'none' } : labelling(question, key, view)

export const viewOf = (question: BoxesQuestion, key: string, view: unknown): RegionView | undefined =>
  holding(question, key, viewed(view))

/** What the hand is at after a gesture: the box that was made or changed. */
export function follow(
  question: BoxesQuestion,
  answer: BoxesAnswer | null,
  gesture: Gesture,
  view: unknown,
): RegionView {
  const at = viewed(view)
  if (Object.is(reduce(question, answer, gesture), answer)) return at
  switch (gesture.does) {
    case 'add':
      return { ...at, focus: freshId('b', answer?.boxes ?? []), last: gesture.label }
    case 'shape':
    case 'crowd':
      return at
    default:
      return followed(gesture, at)
  }
}
