/** Where two texts differ, word by word. */

/** A stretch of one of the texts; `differs` when the other has something else in its place. */
export interface Piece {
  text: string
  differs: boolean
}

/** Edits after which the search gives up and the whole middle counts as different: it keeps long texts fluent. */
const MOST_EDITS = 1500

/** The pieces of both texts. Joined, they are the texts, to the code point. */
export function differences(one: string, other: string): { one: Piece[]; other: Piece[] } {
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
  const pieces = (all: string[], kept: Set<number>) => {
    const made: Piece[] = []
    all.forEach((text, i) => {
      const differs = i >= head && i < all.length - tail && !kept.has(i - head)
      const last = made.at(-1)
      if (last?.differs === differs) last.text += text
      else made.push({ text, differs })
    })
    return made
  }
  return { one: pieces(a, same.a), other: pieces(b, same.b) }
}

/** Words, signs and white space as they stand; of scripts without spaces each character. */
export function words(text: string): string[] {
  return (
    text.match(
      /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{N}\p{M}_'’]+|\P{M}\p{M}*/gu,
    ) ?? []
  )
}

/** Which words of both belong to a longest common row (Myers, An O(ND) difference algorithm, 1986). */
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
