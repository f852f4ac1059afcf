/** Places that count different things don't mix: each line that tries is refused by the compiler, or `npm run check` fails. */
import { expect, test } from 'vitest'
import { localBox, localPoint, screenPoint, type LocalPoint, type ScreenPoint } from '@/geometry/frames'
import { codePoint, offsetsOf, utf16, type CodePoint, type Utf16 } from './offsets'
import { cut, type Range } from './steps'

const offsets = offsetsOf('😀 Anna')
const onScreen: ScreenPoint = screenPoint(1, 2)
const inElement: LocalPoint = localPoint({ left: 1, top: 1 }, onScreen)

test('a number of code points is none of UTF-16 units, and a plain number is neither', () => {
  // @ts-expect-error: units where code points are counted
  const points: CodePoint = utf16(3)
  // @ts-expect-error: code points where units are counted
  const units: Utf16 = codePoint(2)
  // @ts-expect-error: a number that nobody knows the unit of
  const plain: CodePoint = 2
  // @ts-expect-error: a sum has lost its unit
  const sum: Utf16 = utf16(1) + utf16(2)
  // @ts-expect-error: code points, which would cut the face in two
  const wrong = cut(offsets.text, [codePoint(2), codePoint(6)])
  const range: Range = [offsets.toUnits(codePoint(2)), offsets.toUnits(codePoint(6))]
  expect([points, units, plain, sum, wrong, cut(offsets.text, range)]).toEqual([3, 2, 2, 3, ' Ann', 'Anna'])
})

test('conversions take what they convert', () => {
  // @ts-expect-error: it is converted already
  const units = offsets.toUnits(utf16(3))
  // @ts-expect-error: it is converted already
  const points = offsets.toPoints(codePoint(2))
  expect([units, points]).toEqual([4, 1])
})

test('a point of the window is none of an element, and a pair of numbers is neither', () => {
  // @ts-expect-error: a point of the window
  const local: LocalPoint = onScreen
  // @ts-expect-error: a point of an element
  const screen: ScreenPoint = inElement
  // @ts-expect-error: nobody knows where it is
  const plain: LocalPoint = { x: 1, y: 2 }
  // @ts-expect-error: it lies in the element already
  const twice = localPoint({ left: 1, top: 1 }, inElement)
  const box = localBox({ left: 1, top: 1 }, { left: 3, top: 4, width: 5, height: 6 })
  expect([local.x, screen.x, plain.x, twice.x, box.x]).toEqual([1, 0, 1, -1, 2])
})
