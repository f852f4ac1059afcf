/** Where two texts differ, word by word. */

/** A stretch of one of the texts; `differs` when the other has something else in its place. */
export interface Piece {
  text: string
  differs: boolean
}

/** Edits after which the search gives up and the whole middle counts as different: it keeps long texts fluent. */
const MOST_EDITS = 1500

/** Units of both texts together after which lines are compared before words. */
const LONG = 20_000

interface Both {
  one: Piece[]
  other: Piece[]
}

/** The pieces of both texts. Joined, they are the texts, to the code point. */
export function differences(one: string, other: string): Both {
  const made: Both = { one: [], other: [] }
  const { head, tail } = sharedEnds(one, other)
  const same = (text: string) => {
    put(made.one, text, false)
    put(made.other, text, false)
  }
  same(one.slice(0, head))
  const a = one.slice(head, one.length - tail)
  const b = other.slice(head, other.length - tail)
  if (a.length + b.length > LONG) byLines(a, b, made)
  else byWords(a, b, made)
  same(one.slice(one.length - tail))
  return made
}

function put(pieces: Piece[], text: string, differs: boolean): void {
  if (text === '') return
  const last = pieces.at(-1)
  if (last?.differs === differs) last.text += text
  else pieces.push({ text, differs })
}

/**
 * How many units both texts share at their start and at their end, cut where a word begins after white space: there a
 * word begins whatever stands before, so the rest can be compared alone.
 */
function sharedEnds(one: string, other: string): { head: number; tail: number } {
  if (one === other) return { head: one.length, tail: 0 }
  const most = Math.min(one.length, other.length)
  const begins = (text: string, at: number) =>
    at < text.length && /\s/.test(text.charAt(at - 1)) && !/\s/.test(text.charAt(at))
  let head = 0
  while (head < most && one.charCodeAt(head) === other.charCodeAt(head)) head++
  while (head > 0 && !(begins(one, head) && begins(other, head))) head--
  let tail = 0
  while (
    tail < most - head &&
    one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)
  )
    tail++
  while (tail > 0 && !(begins(one, one.length - tail) && begins(other, other.length - tail))) tail--
  return { head, tail }
}

/** Long texts line by line first, so that two changes far apart don't make a comparison of all between them. */
function byLines(one: string, other: string, made: Both): void {
  const a = one.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const b = other.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const kept = common(a, b)
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [from, to] = [i, j]
    while (i < a.length && !kept.a.has(i)) i++
    while (j < b.length && !kept.b.has(j)) j++
    byWords(a.slice(from, i).join(''), b.slice(to, j).join(''), made)
    put(made.one, a[i++] ?? '', false)
    put(made.other, b[j++] ?? '', false)
  }
}

function byWords(one: string, other: string, made: Both): void {
  const a = words(one)
  const b = words(other)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++
  const same = common(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  const add = (pieces: Piece[], all: string[], kept: Set<number>) => {
    all.forEach((text, i) => {
      put(pieces, text, i >= head && i < all.length - tail && !kept.has(i - head))
    })
  }
  add(made.one, a, same.a)
  add(made.other, b, same.b)
}

/** Words, signs and white space as they stand; of scripts without spaces each character. */
export function words(text: string): string[] {
  return (
    text.match(
      /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{N}\p{M}_'’]+|\P{M}\p{M}*/gu,
    ) ?? []
  )
}

/** Which words (or lines) of both belong to a longest common row (Myers, An O(ND) difference algorithm, 1986). */
function common(a: string[], b: string[]): { a: Set<number>; b: Set<number> } {
  const kept = { a: new Set<number>(), b: new Set<number>() }
  const most = Math.min(a.length + b.length, MOST_EDITS)
  const zero = most + 1
  let ends = new Int32Array(2 * zero + 1)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    trace.push(ends)
    ends = ends.slice()
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(ends, zero + k - 1) < at(ends, zero + k + 1))
      let x = down ? at(ends, zero + k + 1) : at(ends, zero + k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      ends[zero + k] = x
      if (x >= a.length && x - k >= b.length) {
        walk(trace, d, a.length, b.length, zero, kept)
        return kept
      }
    }
  }
  return kept
}

function walk(
  trace: Int32Array[],
  edits: number,
  n: number,
  m: number,
  zero: number,
  kept: { a: Set<number>; b: Set<number> },
): void {
  let x = n
  let y = m
  for (let d = edits; d >= 0; d--) {
    const ends = trace[d]
    if (!ends) return
    const k = x - y
    const down = k === -d || (k !== d && at(ends, zero + k - 1) < at(ends, zero + k + 1))
    const fromK = down ? k + 1 : k - 1
    const fromX = d === 0 ? 0 : at(ends, zero + fromK)
    const fromY = d === 0 ? 0 : fromX - fromK
    while (x > fromX && y > fromY) {
      kept.a.add(--x)
      kept.b.add(--y)
    }
    x = fromX
    y = fromY
  }
}

function at(ends: Int32Array, i: number): number {
  return ends[i] ?? 0
}
