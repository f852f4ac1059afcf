import { expect, test } from 'vitest'
import { localBox, localPoint, pointerOf, screenPoint, shifted, widened } from './frames'

const FRAMES = [
  { left: 0, top: 0 },
  { left: 120.5, top: -40 },
  { left: -3, top: 9000 },
]

test('a point of the window, seen by an element and moved by its place, is where it was', () => {
  for (const frame of FRAMES)
    for (const [x, y] of [
      [0, 0],
      [12.25, 700],
      [-5, 1],
    ] as const) {
      const point = pointerOf({ clientX: x, clientY: y })
      expect(shifted(localPoint(frame, point), frame.left, frame.top)).toEqual({ x, y })
    }
})

test('the corner of a box is a point as any other, and its size is the same in both', () => {
  for (const frame of FRAMES) {
    const box = localBox(frame, { left: 40, top: 60, width: 7, height: 9 })
    expect(box).toEqual({ ...localPoint(frame, screenPoint(40, 60)), width: 7, height: 9 })
    expect(widened(box, 3)).toEqual({ ...box, width: 10 })
  }
})
