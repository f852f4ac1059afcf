import { picturePoint } from '@/geometry/picture'
import { describe, expect, it } from 'vitest'
import { follow, reduce, type Gesture } from './reduce'
import { areaOf, painted, toText } from './runs'
import { faults, readAnswer, readQuestion, turnsOf, type MasksAnswer } from './schema'
import { maskViewed, middleAt } from './view'

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

  it('have the last pixel under a brush on the border, and are found to be there already', () => {
    const question = asked('allowed')
    const corner = painted([middleAt(picturePoint(60, 40), 1, picture)], 1, picture)
    const pixel: Gesture = { does: 'paint', region: null, label: 'a', turns: corner, picture }
    const one = after(question, pixel)
    expect(pixels(one)).toEqual([1])
    expect(follow(question, one, pixel, maskViewed(null)).refused).toBe('unmade')
  })

  it('may interlock, but not have a pixel in common, where a pixel belongs to one at most', () => {
    const question = asked('none')
    // Each has every third pixel of what the three fill together.
    const third = (n: number, last: number) => ({
      id: `m${String(n)}`,
      label: 'a',
      size: [40, 60] as const,
      counts: toText(
        Float64Array.from({ length: 20 }, (_, k) => 6 * (k >> 1) + 2 * n + (k % 2) * (k === 19 ? last : 2)),
        picture,
      ),
      attributes: {},
    })
    expect(faults(question, { masks: [third(2, 2), third(0, 2), third(1, 2)] })).toEqual([])
    expect(faults(question, { masks: [third(2, 2), third(0, 3), third(1, 2)] }).length).toBe(1)
  })

  it('are gone when nothing is left of them, and nothing of them is in hand', () => {
    const question = asked('allowed')
    const one = after(question, paint(null, 'a', 20, 20))
    const erase: Gesture = { does: 'erase', region: 'm1', turns: painted([[20, 20]], 12, picture) }
    expect(reduce(question, one, erase)).toBeNull()
    expect(follow(question, one, erase, { ...maskViewed(null), focus: 'm1' }).focus).toBeNull()
  })
})
