/**
 * Masks as runs: which pixels of a picture belong. Twin of geometry/masks.py and geometry/coco_text.py.
 *
 * Pixels are counted down the first column, then down the second. `Turns` are the places at which belonging begins and ends
 * in turn, so that a mask costs what its border costs, however large its picture is.
 */
import type { Size } from '@/geometry/picture'

export type Turns = Float64Array<ArrayBuffer>

export const NONE: Turns = new Float64Array(0)

/** Bits of a number that a letter holds, the bit that says that more follow, and the first of the letters. */
const BITS = 32
const MORE = 32
const FIRST = 48

/** The runs that COCO's text says; null: it is no such text, or does not fill the picture. */
export function fromText(text: string, { width, height }: Size): Turns | null {
  const counts: number[] = []
  let at = 0
  let place = 0
  const turns: number[] = []
  while (at < text.length) {
    let value = 0
    let unit = 1
    for (;;) {
      const letter = text.charCodeAt(at++) - FIRST
      if (!(letter >= 0 && letter < 2 * MORE) || unit > 2 ** 40) return null
      value += (letter % MORE) * unit
      unit *= BITS
      if (letter >= MORE) continue
      // The last letter's highest bit is the sign.
      if (letter >= MORE / 2) value -= unit
      break
    }
    if (counts.length > 2) value += counts[counts.length - 2] ?? 0
    if (value < 0) return null
    if (counts.length > 0) turn(turns, place)
    counts.push(value)
    place += value
  }
  if (counts.length === 0 || place !== width * height) return null
  if (counts.length % 2 === 0) turn(turns, place)
  return Float64Array.from(turns)
}

/** Two turns at one place are none. */
function turn(turns: number[], place: number): void {
  if (turns.at(-1) === place) turns.pop()
  else turns.push(place)
}

/** COCO's text of these runs, in its one form. */
export function toText(turns: Turns, { width, height }: Size): string {
  const counts: number[] = []
  let from = 0
  for (const place of turns) {
    counts.push(place - from)
    from = place
  }
  if (from < width * height || counts.length === 0) counts.push(width * height - from)
  let text = ''
  counts.forEach((count, n) => {
    let value = n > 2 ? count - (counts[n - 2] ?? 0) : count
    for (;;) {
      const low = ((value % BITS) + BITS) % BITS
      value = (value - low) / BITS
      const ends = low >= BITS / 2 ? value === -1 : value === 0
      text += String.fromCharCode(FIRST + low + (ends ? 0 : MORE))
      if (ends) break
    }
  })
  return text
}

/** What belongs where the rule says so of two masks of one picture. */
function combined(a: Turns, b: Turns, rule: (inA: boolean, inB: boolean) => boolean): Turns {
  const turns: number[] = []
  let [i, j] = [0, 0]
  let held = false
  while (i < a.length || j < b.length) {
    const place = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    if (a[i] === place) i++
    if (b[j] === place) j++
    const now = rule(i % 2 === 1, j % 2 === 1)
    if (now !== held) turns.push(place)
    held = now
  }
  return Float64Array.from(turns)
}

export const union = (a: Turns, b: Turns): Turns => combined(a, b, (inA, inB) => inA || inB)
export const minus = (a: Turns, b: Turns): Turns => combined(a, b, (inA, inB) => inA && !inB)

/** How many pixels belong. */
export function areaOf(turns: Turns): number {
  let area = 0
  for (let n = 0; n < turns.length; n += 2) area += (turns[n + 1] ?? 0) - (turns[n] ?? 0)
  return area
}

export const isSame = (a: Turns, b: Turns): boolean =>
  a.length === b.length && a.every((place, n) => place === b[n])

/** Whether two masks of one picture have a pixel in common. */
export function areMeeting(a: Turns, b: Turns): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (Math.max(a[i] ?? 0, b[j] ?? 0) < Math.min(a[i + 1] ?? 0, b[j + 1] ?? 0)) return true
    if ((a[i + 1] ?? 0) < (b[j + 1] ?? 0)) i += 2
    else j += 2
  }
  return false
}

/** Whether that pixel belongs. */
export function holds(turns: Turns, place: number): boolean {
  let [low, high] = [0, turns.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((turns[middle] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low % 2 === 1
}

/** Runs of single columns: column, first row, row after the last. */
export function* columnsOf(turns: Turns, height: number): Generator<[x: number, from: number, to: number]> {
  for (let n = 0; n < turns.length; n += 2) {
    const end = turns[n + 1] ?? 0
    for (let at = turns[n] ?? 0; at < end;) {
      const x = Math.floor(at / height)
      const to = Math.min(end, (x + 1) * height)
      yield [x, at - x * height, to - x * height]
      at = to
    }
  }
}

/** Left, top, right and bottom border of what belongs; right and bottom are behind it. */
export function boundsOf(turns: Turns, height: number): readonly [number, number, number, number] {
  if (turns.length === 0) return [0, 0, 0, 0]
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0]
  for (const [x, from, to] of columnsOf(turns, height)) {
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, from)
    bottom = Math.max(bottom, to)
  }
  return [left, top, right, bottom]
}

/** Pieces of columns put together, in whatever order they come, as far as the picture goes. */
class Columns {
  private readonly starts: number[] = []
  private readonly ends: number[] = []

  constructor(private readonly picture: Size) {}

  add(x: number, from: number, to: number): void {
    const { width, height } = this.picture
    const [first, last] = [Math.max(from, 0), Math.min(to, height)]
    if (x < 0 || x >= width || first >= last) return
    this.starts.push(x * height + first)
    this.ends.push(x * height + last)
  }

  turns(): Turns {
    const starts = Float64Array.from(this.starts).sort()
    const ends = Float64Array.from(this.ends).sort()
    const turns: number[] = []
    // As many begin before a place as end before it: nothing is open there.
    for (let n = 0; n < starts.length; n++) {
      const start = starts[n] ?? 0
      const before = n > 0 ? (ends[n - 1] ?? 0) : -1
      if (n === 0 || start > before) {
        if (n > 0) turns.push(before)
        turns.push(start)
      }
    }
    if (ends.length > 0) turns.push(ends[ends.length - 1] ?? 0)
    return Float64Array.from(turns)
  }
}

type Place = readonly [x: number, y: number]

/** What a round brush of this diameter paints along a line: every pixel whose middle is no farther from it than the radius. */
export function painted(line: readonly Place[], diameter: number, picture: Size): Turns {
  const columns = new Columns(picture)
  const radius = diameter / 2
  line.forEach(([x, y], n) => {
    const [fromX, fromY] = line[n - 1] ?? [x, y]
    // What lies between was painted from the place before; alone, a place is a line to itself.
    if (n > 0 || line.length === 1) sweep(columns, fromX, fromY, x, y, radius, picture.width)
  })
  return columns.turns()
}

function sweep(
  columns: Columns,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  radius: number,
  width: number,
): void {
  const length = Math.hypot(bx - ax, by - ay)
  const [acrossX, acrossY] =
    length > 0 ? [((ay - by) / length) * radius, ((bx - ax) / length) * radius] : [0, 0]
  const first = Math.max(0, Math.ceil(Math.min(ax, bx) - radius - 0.5))
  const last = Math.min(width - 1, Math.floor(Math.max(ax, bx) + radius - 0.5))
  for (let x = first; x <= last; x++) {
    const middle = x + 0.5
    let [top, bottom] = [Infinity, -Infinity]
    const reach = (y: number) => {
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    // The brush is there at either end, and between two lines beside the way.
    for (const [cx, cy] of [
      [ax, ay],
      [bx, by],
    ] as const) {
      const deep = radius * radius - (middle - cx) ** 2
      if (deep < 0) continue
      reach(cy - Math.sqrt(deep))
      reach(cy + Math.sqrt(deep))
    }
    for (const side of [1, -1]) {
      const [fromX, toX] = [ax + side * acrossX, bx + side * acrossX]
      if (fromX === toX || middle < Math.min(fromX, toX) || middle > Math.max(fromX, toX)) continue
      reach(ay + side * acrossY + ((middle - fromX) / (toX - fromX)) * (by - ay))
    }
    if (top <= bottom) columns.add(x, Math.ceil(top - 0.5), Math.floor(bottom - 0.5) + 1)
  }
}

/** The pixels whose middles an outline goes round, counted even and odd. */
export function filled(ring: readonly Place[], picture: Size): Turns {
  const columns = new Columns(picture)
  const crossings = new Map<number, number[]>()
  ring.forEach(([ax, ay], n) => {
    const [bx, by] = ring[(n + 1) % ring.length] ?? [ax, ay]
    const [from, to] = [Math.min(ax, bx), Math.max(ax, bx)]
    const last = Math.min(picture.width - 1, Math.ceil(to - 0.5) - 1)
    for (let x = Math.max(0, Math.ceil(from - 0.5)); x <= last; x++) {
      const y = ay + ((x + 0.5 - ax) / (bx - ax)) * (by - ay)
      const had = crossings.get(x)
      if (had) had.push(y)
      else crossings.set(x, [y])
    }
  })
  for (const [x, ys] of crossings) {
    ys.sort((a, b) => a - b)
    for (let n = 0; n + 1 < ys.length; n += 2)
      columns.add(x, Math.ceil((ys[n] ?? 0) - 0.5), Math.ceil((ys[n + 1] ?? 0) - 0.5))
  }
  return columns.turns()
}

/** What belongs, so far to the right and down, as far as the picture goes. */
export function moved(turns: Turns, right: number, down: number, picture: Size): Turns {
  const columns = new Columns(picture)
  for (const [x, from, to] of columnsOf(turns, picture.height)) columns.add(x + right, from + down, to + down)
  return columns.turns()
}
