/**
 * Offsets in a text: Unicode code points as they are stored, UTF-16 units as the browser counts.
 * This is the only place where one becomes the other.
 */
export interface Offsets {
  readonly text: string
  /** Length in code points. */
  readonly length: number
  /** A place in units as code points; inside a pair of surrogates it is the pair's start. */
  toPoints: (unit: number) => number
  /** A place in code points as units. */
  toUnits: (point: number) => number
}

export function offsetsOf(text: string): Offsets {
  // Units at which a character begins that takes two of them.
  const pairs: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xd800 || unit > 0xdbff) continue
    const next = text.charCodeAt(i + 1)
    if (next >= 0xdc00 && next <= 0xdfff) pairs.push(i++)
  }
  const length = text.length - pairs.length
  /** How many of the first pairs begin before a place; `at` gives the place of the n-th pair. */
  const before = (place: number, at: (n: number) => number) => {
    let low = 0
    let high = pairs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(middle) < place) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    text,
    length,
    toPoints: (unit) => {
      // Inside a pair, the pair itself has been counted: that takes the place back to its start.
      const at = Math.max(0, Math.min(unit, text.length))
      return at - before(at, (i) => pairs[i] ?? 0)
    },
    toUnits: (point) => {
      const at = Math.max(0, Math.min(point, length))
      return at + before(at, (i) => (pairs[i] ?? 0) - i)
    },
  }
}
