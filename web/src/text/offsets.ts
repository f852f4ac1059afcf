/**
 * Offsets in a text: Unicode code points as they are stored, UTF-16 units as the browser counts. They are two types, and
 * this is the only place where one becomes the other.
 */

/** A place counted in Unicode code points: what is stored, sent and compared. */
export type CodePoint = number & { readonly __unit: 'code point' }

/** A place counted in UTF-16 units: what strings and the page of the browser are cut by. */
export type Utf16 = number & { readonly __unit: 'UTF-16 unit' }

/** A number that counts units: this room, which cuts strings, knows that it does. */
export const utf16 = (n: number): Utf16 => n as Utf16

/** A number that counts code points: it was stored as such. */
export const codePoint = (n: number): CodePoint => n as CodePoint

export interface Offsets {
  readonly text: string
  /** Length in code points. */
  readonly length: CodePoint
  /** A place in units as code points; inside a pair of surrogates it is the pair's start. */
  toPoints: (unit: Utf16) => CodePoint
  /** A place in code points as units. */
  toUnits: (point: CodePoint) => Utf16
  /** So many code points further, within the text. */
  moved: (point: CodePoint, by: number) => CodePoint
  /** What stands between two places. */
  cut: (from: CodePoint, to: CodePoint) => string
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
  const length = codePoint(text.length - pairs.length)
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
  const within = (point: number) => Math.max(0, Math.min(point, length))
  const toUnits = (point: CodePoint) => {
    const at = within(point)
    return utf16(at + before(at, (i) => (pairs[i] ?? 0) - i))
  }
  return {
    text,
    length,
    toPoints: (unit) => {
      // Inside a pair, the pair itself has been counted: that takes the place back to its start.
      const at = Math.max(0, Math.min(unit, text.length))
      return codePoint(at - before(at, (i) => pairs[i] ?? 0))
    },
    toUnits,
    moved: (point, by) => codePoint(within(point + by)),
    cut: (from, to) => text.slice(toUnits(from), toUnits(to)),
  }
}
