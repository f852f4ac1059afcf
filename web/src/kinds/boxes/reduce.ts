/** What gestures do to boxes, and what the hand is at while it makes them. */
import { degrees, heightOf, tidy, widthOf, type Turned } from '@/geometry/turned'
import { keysOf } from '../labels'
import { isTyping, saying, stillSaid, type Said } from '../markLabels'
import { MOST, type BoxesAnswer, type BoxesQuestion, type Box } from './schema'

export type Gesture =
  /** A new box; what is said of it where it is a copy. */
  | { does: 'add'; label: string; shape: Turned; crowd?: boolean; attributes?: Said }
  | { does: 'shape'; box: string; shape: Turned }
  | { does: 'label'; box: string; label: string }
  | { does: 'say'; box: string; attribute: string; value: string | null }
  | { does: 'crowd'; box: string; is: boolean }
  | { does: 'remove'; box: string }
  | { does: 'none' }
  | { does: 'clear' }

/** What the hand is at; never part of an answer, and not undone. */
export interface BoxView {
  /** The box in hand. */
  focus: string | null
  /** The label that every box gets that is drawn now. */
  held: string | null
  /** The label that was given last. */
  last: string | null
  /** Boxes that are not drawn, and boxes that can't be taken in hand in the picture. */
  hidden: readonly string[]
  locked: readonly string[]
}

export const IDLE: BoxView = { focus: null, held: null, last: null, hidden: [], locked: [] }

export function viewed(view: unknown): BoxView {
  return typeof view === 'object' && view !== null ? { ...IDLE, ...view } : IDLE
}

/** The id of the box that is drawn next. */
export function freshId(answer: BoxesAnswer | null): string {
  const numbers = (answer?.boxes ?? []).map(({ id }) => Number(/^b(\d{1,9})$/.exec(id)?.[1] ?? 0))
  return `b${String(numbers.reduce((most, n) => Math.max(most, n), 0) + 1)}`
}

/** The label that a box gets that is drawn now. */
export function labelNow(question: BoxesQuestion, view: BoxView): string | null {
  const known = (id: string | null) => question.labels.find((label) => label.id === id)?.id
  return known(view.held) ?? known(view.last) ?? question.labels[0]?.id ?? null
}

export function reduce(
  question: BoxesQuestion,
  answer: BoxesAnswer | null,
  gesture: Gesture,
): BoxesAnswer | null {
  const had = answer?.boxes ?? []
  switch (gesture.does) {
    case 'clear':
      return null
    case 'none':
      return had.length === 0 ? { boxes: [] } : answer
    case 'remove': {
      const left = had.filter((box) => box.id !== gesture.box)
      if (left.length === had.length) return answer
      // Nothing left is not yet the answer that there is nothing: that is said by itself.
      return left.length > 0 ? { boxes: left } : null
    }
    case 'add': {
      const label = question.labels.find((one) => one.id === gesture.label)
      const made: Box = {
        id: freshId(answer),
        label: gesture.label,
        ...shaped(question, gesture.shape),
        crowd: question.crowds && gesture.crowd === true,
        attributes: label ? stillSaid(label, gesture.attributes ?? {}) : {},
      }
      return label && had.length < MOST && fits(question, had, made) ? { boxes: [...had, made] } : answer
    }
    case 'shape':
      return changed(question, answer, gesture.box, (box) => ({ ...box, ...shaped(question, gesture.shape) }))
    case 'label': {
      const label = question.labels.find((one) => one.id === gesture.label)
      return changed(question, answer, gesture.box, (box) =>
        label ? { ...box, label: label.id, attributes: stillSaid(label, box.attributes) } : box,
      )
    }
    case 'say':
      return changed(question, answer, gesture.box, (box) => ({
        ...box,
        attributes: saying(box.attributes, gesture.attribute, gesture.value),
      }))
    case 'crowd':
      return changed(question, answer, gesture.box, (box) => ({
        ...box,
        crowd: question.crowds && gesture.is,
      }))
  }
}

function shaped(question: BoxesQuestion, { box, rotation }: Turned): Turned {
  const [x0, y0, x1, y1] = box
  return {
    box: [tidy(x0), tidy(y0), tidy(x1), tidy(y1)],
    rotation: question.rotated ? degrees(rotation) : 0,
  }
}

function changed(
  question: BoxesQuestion,
  answer: BoxesAnswer | null,
  id: string,
  change: (box: Box) => Box,
): BoxesAnswer | null {
  const box = answer?.boxes.find((one) => one.id === id)
  if (!answer || !box) return answer
  const made = change(box)
  const others = answer.boxes.filter((one) => one !== box)
  if (!fits(question, others, made)) return answer
  return { boxes: answer.boxes.map((one) => (one === box ? made : one)) }
}

/** Whether a box may stand beside the others: large enough, and not twice the same. */
function fits(question: BoxesQuestion, others: readonly Box[], made: Box): boolean {
  if (!(Math.min(widthOf(made), heightOf(made)) >= question.least)) return false
  const same = (box: Box) =>
    box.label === made.label &&
    box.rotation === made.rotation &&
    box.box.every((border, n) => border === made.box[n])
  return !others.some(same)
}

/** Pixels by which keys move a border. */
export const NUDGES = [1, 10] as const

/** Small steps by keys in a row are one step of undo, and so are the letters of a word. */
export function joins(before: BoxesAnswer | null, after: BoxesAnswer | null): boolean {
  if (!before || before.boxes.length !== after?.boxes.length) return false
  const changes = after.boxes.filter((box, n) => box !== before.boxes[n])
  const [now] = changes
  const was = before.boxes.find((box) => box.id === now?.id)
  if (!now || !was || changes.length > 1 || now.label !== was.label || now.crowd !== was.crowd) return false
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

/** The key that says that there is nothing to mark. */
export const NOTHING = '-'

const labelOf = (question: BoxesQuestion, key: string) =>
  question.labels[keysOf(question.labels).indexOf(key)]

/**
 * What a key of a label does: labels the box in hand. With none, or while a label is held, it is no gesture: then it holds
 * the label for what is drawn next.
 */
export function gestureOf(question: BoxesQuestion, key: string, view?: unknown): Gesture | null {
  if (key === NOTHING) return { does: 'none' }
  const label = labelOf(question, key)
  const { focus, held } = viewed(view)
  return label && focus !== null && held === null ? { does: 'label', box: focus, label: label.id } : null
}

export function viewOf(question: BoxesQuestion, key: string, view: unknown): BoxView | undefined {
  const label = labelOf(question, key)
  const at = viewed(view)
  if (!label || (at.focus !== null && at.held === null)) return undefined
  return { ...at, held: at.held === label.id ? null : label.id, last: label.id }
}

/** What the hand is at after a gesture: the box that was made or changed. */
export function follow(
  question: BoxesQuestion,
  answer: BoxesAnswer | null,
  gesture: Gesture,
  view: unknown,
): BoxView {
  const at = viewed(view)
  if (Object.is(reduce(question, answer, gesture), answer)) return at
  switch (gesture.does) {
    case 'add':
      return { ...at, focus: freshId(answer), last: gesture.label }
    case 'label':
      return { ...at, last: gesture.label }
    case 'remove':
      return { ...at, focus: at.focus === gesture.box ? null : at.focus }
    default:
      return at
  }
}
