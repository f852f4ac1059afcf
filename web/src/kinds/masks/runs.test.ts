import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Size } from '@/geometry/picture'
import {
  areaOf,
  areMeeting,
  boundsOf,
  filled,
  fromText,
  holds,
  isSame,
  minus,
  moved,
  NONE,
  painted,
  toText,
  union,
  type Turns,
} from './runs'
import { traced, withoutHoles } from './tracing'

/** Numbers from 0 to 1, always the same ones. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    yield state / 2 ** 32
  }
}

type Bits = boolean[]

const bitsOf = (turns: Turns, { width, height }: Size): Bits =>
  Array.from({ length: width * height }, (_, place) => holds(turns, place))

function turnsOf(bits: Bits): Turns {
  const turns: number[] = []
  bits.forEach((bit, place) => {
    if (bit !== (bits[place - 1] ?? false)) turns.push(place)
  })
  if (bits.at(-1)) turns.push(bits.length)
  return Float64Array.from(turns)
}

/** Small pictures with pixels at random, scattered and in blocks. */
function* cases(): Generator<{ size: Size; a: Bits; b: Bits }> {
  const random = numbers(7)
  for (let n = 0; n < 120; n++) {
    const size = {
      width: 1 + Math.floor(random.next().value * 9),
      height: 1 + Math.floor(random.next().value * 9),
    }
    const share = random.next().value
    const some = (): Bits =>
      Array.from({ length: size.width * size.height }, () => random.next().value < share)
    yield { size, a: some(), b: some() }
  }
}

const sorted = (turns: Turns) => turns.every((place, n) => n === 0 || place > (turns[n - 1] ?? 0))

describe('runs', () => {
  it('come back from their text, which has one form', () => {
    for (const { size, a } of cases()) {
      const turns = turnsOf(a)
      const text = toText(turns, size)
      expect(bitsOf(fromText(text, size) ?? NONE, size)).toEqual(a)
      expect(toText(fromText(text, size) ?? NONE, size)).toBe(text)
    }
  })

  it('read and write the texts that the server writes', () => {
    for (const name of ['street', 'ground']) {
      const file = new URL(`../../../../fixtures/kinds/masks/${name}.json`, import.meta.url)
      const { answers } = JSON.parse(readFileSync(file, 'utf-8')) as {
        answers: { valid: boolean; answer: { masks: { size: [number, number]; counts: string }[] } }[]
      }
      const masks = answers.filter(({ valid }) => valid).flatMap(({ answer }) => answer.masks)
      expect(masks.length).toBeGreaterThan(3)
      for (const { size, counts } of masks) {
        const picture = { height: size[0], width: size[1] }
        const turns = fromText(counts, picture)
        expect(turns && toText(turns, picture)).toBe(counts)
      }
    }
  })

  it('refuse texts that are none', () => {
    const size = { width: 3, height: 2 }
    // Too short, too long, letters that are none, a text that ends within a number, and one that never ends.
    for (const text of ['', '5', '7', '6 ', '6é', 'f', 'o'.repeat(99), '3O'])
      expect(fromText(text, size)).toBeNull()
    expect(fromText('6', size)).toEqual(NONE)
  })

  it('are put together as sets are', () => {
    for (const { size, a, b } of cases()) {
      const [one, other] = [turnsOf(a), turnsOf(b)]
      const both = a.map((bit, n) => bit || b[n] === true)
      const rest = a.map((bit, n) => bit && b[n] !== true)
      expect(bitsOf(union(one, other), size)).toEqual(both)
      expect(bitsOf(minus(one, other), size)).toEqual(rest)
      expect(sorted(union(one, other)) && sorted(minus(one, other))).toBe(true)
      expect(areaOf(one)).toBe(a.filter(Boolean).length)
      expect(areMeeting(one, other)).toBe(a.some((bit, n) => bit && b[n] === true))
    }
  })

  it('are moved as far as the picture goes', () => {
    for (const { size, a } of cases()) {
      const { width, height } = size
      const at = (x: number, y: number) =>
        x >= 0 && y >= 0 && x < width && y < height && a[x * height + y] === true
      const expected = a.map((_, n) => at(Math.floor(n / height) - 2, (n % height) + 1))
      expect(bitsOf(moved(turnsOf(a), 2, -1, size), size)).toEqual(expected)
    }
  })
})

describe('lines around what belongs', () => {
  it('fill to what they go round, holes apart', () => {
    for (const { size, a } of cases()) {
      const turns = turnsOf(a)
      const rings = traced(turns, size.height)
      const around = rings
        .filter(({ hole }) => !hole)
        .reduce((made, { ring }) => union(made, filled(ring, size)), NONE)
      expect(areaOf(minus(turns, around))).toBe(0)
      if (!rings.some(({ hole }) => hole)) expect(isSame(around, turns)).toBe(true)
      const evenOdd = rings.reduce((made, { ring }) => {
        const one = filled(ring, size)
        return union(minus(made, one), minus(one, made))
      }, NONE)
      expect(bitsOf(evenOdd, size)).toEqual(a)
    }
  })

  it('have the box of what belongs around them', () => {
    for (const { size, a } of cases()) {
      const turns = turnsOf(a)
      const corners = traced(turns, size.height).flatMap(({ ring }) => ring)
      if (corners.length === 0) continue
      const xs = corners.map(([x]) => x)
      const ys = corners.map(([, y]) => y)
      expect(boundsOf(turns, size.height)).toEqual([
        Math.min(...xs),
        Math.min(...ys),
        Math.max(...xs),
        Math.max(...ys),
      ])
    }
  })

  it('leave no hole when holes are filled, and nothing beside', () => {
    const size = { width: 12, height: 10 }
    const wide = filled(
      [
        [1, 1],
        [11, 1],
        [11, 9],
        [1, 9],
      ],
      size,
    )
    const hole = filled(
      [
        [3, 3],
        [8, 3],
        [8, 7],
        [3, 7],
      ],
      size,
    )
    const island = filled(
      [
        [5, 4],
        [6, 4],
        [6, 6],
        [5, 6],
      ],
      size,
    )
    const mask = union(minus(wide, hole), island)
    expect(traced(mask, size.height).map((one) => one.hole)).toEqual([false, true, false])
    expect(isSame(withoutHoles(mask, size), wide)).toBe(true)
    expect(isSame(withoutHoles(wide, size), wide)).toBe(true)
  })
})

describe('a brush', () => {
  it('paints every pixel whose middle is within its radius of the way, and no other', () => {
    const random = numbers(3)
    const size = { width: 24, height: 19 }
    for (let n = 0; n < 60; n++) {
      const diameter = 1 + Math.floor(random.next().value * 9)
      const half = diameter % 2 === 1 ? 0.5 : 0
      const place = () =>
        [Math.floor(random.next().value * 24) + half, Math.floor(random.next().value * 19) + half] as const
      const line = n % 4 === 0 ? [place()] : [place(), place(), place()]
      const got = bitsOf(painted(line, diameter, size), size)
      const wrong = got.flatMap((bit, at) => {
        const x = Math.floor(at / size.height) + 0.5
        const y = (at % size.height) + 0.5
        const far = Math.min(
          ...line.map(([bx, by], k) => {
            const [ax, ay] = line[k - 1] ?? [bx, by]
            const long = (bx - ax) ** 2 + (by - ay) ** 2
            const along = long === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long
            const part = Math.min(1, Math.max(0, along))
            return Math.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y)
          }),
        )
        // On the border itself, which has no width, either is right.
        const sure = Math.abs(far - diameter / 2) > 1e-9
        return sure && bit !== far < diameter / 2 ? [[x, y, diameter, line]] : []
      })
      expect(wrong).toEqual([])
    }
  })

  it('of one pixel paints one, of two four', () => {
    const size = { width: 5, height: 5 }
    expect(areaOf(painted([[2.5, 2.5]], 1, size))).toBe(1)
    expect(areaOf(painted([[2, 2]], 2, size))).toBe(4)
  })
})
