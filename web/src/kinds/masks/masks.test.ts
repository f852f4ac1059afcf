import { describe, expect, it } from 'vitest'
import { follow, reduce, type Gesture } from './reduce'
import { areaOf, painted } from './runs'
import { faults, readAnswer, readQuestion, turnsOf, type MasksAnswer } from './schema'
import { maskViewed } from './view'

const picture = { width: 60, height: 40 }
const asked = (overlap: string) =>
  readQuestion({
    key: 'q',
    kind: 'masks',
    overlap,
    labels: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
  })
const paint = (region: string | null, label: string, x: number, y: number): Gesture => ({
  does: 'paint',
  region,
  label,
  turns: painted([[x, y]], 10, picture),
  picture,
})

/** What these gestures come to, one after the other. */
const after = (question: ReturnType<typeof asked>, ...gestures: Gesture[]) =>
  gestures.reduce<MasksAnswer | null>((answer, gesture) => reduce(question, answer, gesture), null)

const pixels = (answer: MasksAnswer | null) => answer?.masks.map((mask) => areaOf(turnsOf(mask)))

describe('masks', () => {
  it('grow by strokes, and are read as they are written', () => {
    const question = asked('allowed')
    const answer = after(
      question,
      paint(null, 'a', 20, 20),
      paint('m1', 'a', 30, 20),
      paint(null, 'b', 30, 20),
    )
    expect(pixels(answer)).toEqual([160, 80])
    expect(readAnswer(question, { ...answer })).toEqual(answer)
    expect(faults(question, answer)).toEqual([])
  })

  it('take no pixel of another where a pixel belongs to one at most', () => {
    const question = asked('none')
    const one = after(question, paint(null, 'a', 20, 20))
    const two = reduce(question, one, paint(null, 'b', 23, 20))
    expect(two?.masks.length).toBe(2)
    expect(faults(question, two)).toEqual([])
    // Nothing is left for a third one there, and that is said.
    expect(reduce(question, two, paint(null, 'b', 20, 20))).toBe(two)
    expect(follow(question, two, paint(null, 'b', 20, 20), maskViewed(null)).refused).toBe('others')
  })

  it('are gone when nothing is left of them, and nothing of them is in hand', () => {
    const question = asked('allowed')
    const one = after(question, paint(null, 'a', 20, 20))
    const erase: Gesture = { does: 'erase', region: 'm1', turns: painted([[20, 20]], 12, picture) }
    expect(reduce(question, one, erase)).toBeNull()
    expect(follow(question, one, erase, { ...maskViewed(null), focus: 'm1' }).focus).toBeNull()
  })
})
