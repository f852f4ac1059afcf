import { expect, test } from 'vitest'
import { localPoint, screenPoint } from './frames'
import { fitted, grain, panned, picturePoint, rounded, toLocal, toPicture, zoomed } from './picture'
import {
  around,
  between,
  cornersOf,
  degrees,
  HANDLES,
  handleAt,
  holds,
  moved,
  resized,
  turnedTo,
} from './turned'

const PICTURE = { width: 640, height: 320 }
const ELEMENT = { width: 400, height: 300 }
const at = (x: number, y: number) => localPoint({ left: 0, top: 0 }, screenPoint(x, y))

test('a point of the picture drawn in an element is where it was, wherever one looks', () => {
  for (const view of [fitted(PICTURE, ELEMENT), { scale: 7.5, left: -900, top: 31 }])
    for (const point of [picturePoint(0, 0), picturePoint(639.25, 12)]) {
      const back = toPicture(view, toLocal(view, point))
      expect(back.x).toBeCloseTo(point.x)
      expect(back.y).toBeCloseTo(point.y)
    }
})

test('what lies under the cursor stays there while one zooms, until the picture would leave', () => {
  const view = fitted(PICTURE, ELEMENT)
  const cursor = at(150, 140)
  const before = toPicture(view, cursor)
  const after = toPicture(zoomed(view, cursor, 3, PICTURE, ELEMENT), cursor)
  expect(after.x).toBeCloseTo(before.x)
  expect(after.y).toBeCloseTo(before.y)
  expect(zoomed(view, cursor, 1e9, PICTURE, ELEMENT).scale).toBe(40)
  expect(panned(view, 1e9, 0, PICTURE, ELEMENT).left).toBe(ELEMENT.width - 48)
})

test('places are rounded to what the screen can show', () => {
  expect([0.2, 3, 4, 20].map(grain)).toEqual([1, 1, 0.1, 0.01])
  expect(rounded(0.30000000004, 0.1)).toBe(0.3)
  expect(rounded(17.6, 1)).toBe(18)
})

test('a box is drawn from any corner, and never leaves the picture', () => {
  const box = [20, 0, 50, 40]
  expect(between(picturePoint(50.2, 40.4), picturePoint(19.8, -7), PICTURE, 1)).toEqual(box)
  const shape = { box: [600, 300, 630, 320], rotation: 0 } as const
  expect(moved(shape, 50, -10, PICTURE, 1).box).toEqual([610, 290, 640, 310])
  expect(resized(shape, { x: 1, y: -1 }, picturePoint(900, 310), PICTURE, 1).box).toEqual([
    600, 310, 640, 320,
  ])
  expect(resized(shape, { x: 1, y: 0 }, picturePoint(580, 0), PICTURE, 1).box).toEqual([580, 300, 600, 320])
})

test('a turned box keeps the corner that lies opposite of the one that is drawn', () => {
  const shape = { box: [100, 100, 200, 140], rotation: 30 } as const
  const [corner] = cornersOf(shape)
  const to = picturePoint(230, 190)
  const now = resized(shape, { x: 1, y: 1 }, to, PICTURE, 0.01)
  const [kept, , drawn] = cornersOf(now)
  expect(kept?.x).toBeCloseTo(corner?.x ?? NaN, 1)
  expect(kept?.y).toBeCloseTo(corner?.y ?? NaN, 1)
  expect(drawn?.x).toBeCloseTo(to.x, 1)
  expect(drawn?.y).toBeCloseTo(to.y, 1)
  expect(now.rotation).toBe(30)
})

test('it is turned clockwise as seen, about its centre', () => {
  const shape = { box: [0, 0, 4, 2], rotation: 0 } as const
  expect(turnedTo(shape, picturePoint(10, 1), 1).rotation).toBe(90)
  expect(turnedTo(shape, picturePoint(-10, 1), 1).rotation).toBe(270)
  expect(degrees(-0.5)).toBe(359.5)
  expect(degrees(359.999)).toBe(0)
  const quarter = { ...shape, rotation: 90 }
  expect(around(quarter).map((value) => Math.round(value))).toEqual([1, -1, 3, 3])
  expect(holds(quarter, picturePoint(2, 2.9))).toBe(true)
  expect(holds(quarter, picturePoint(3.5, 1))).toBe(false)
  expect(HANDLES.map((handle) => handleAt(shape, handle)).slice(0, 2)).toEqual([
    picturePoint(0, 0),
    picturePoint(2, 0),
  ])
})
