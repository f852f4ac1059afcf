/** Words and characters as people see them, found around a place; places are UTF-16 units. */

/** From start to end, end exclusive. */
export type Range = readonly [start: number, end: number]

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' })
const SIGNS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Units looked at on each side of a place; longer words are cut there. */
const REACH = 256

/** A pictograph or a currency is worth a stop as a word is; commas are not. */
const SYMBOL = /[\p{Extended_Pictographic}\p{Sc}\p{Sm}\p{Regional_Indicator}]/u

function isWord(segment: Intl.SegmentData): boolean {
  return segment.isWordLike === true || SYMBOL.test(segment.segment)
}

/** Segments around a place, without those that the window may have cut. */
function around(text: string, place: number, reach = REACH): { from: number; segments: Intl.Segments } {
  let from = Math.max(0, place - reach)
  let to = Math.min(text.length, place + reach)
  if (isLow(text, from)) from--
  if (isLow(text, to)) to++
  return { from, segments: WORDS.segment(text.slice(from, to)) }
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** The word at a place: the one that holds it, else the one that ends there. */
export function wordAt(text: string, place: number): Range | null {
  for (const at of [place, place - 1]) {
    if (at < 0 || at >= text.length) continue
    const { from, segments } = around(text, at)
    const found = segments.containing(at - from)
    if (found && isWord(found)) return [from + found.index, from + found.index + found.segment.length]
  }
  return null
}

/** The first word that begins at a place or behind it. */
export function wordFrom(text: string, place: number): Range | null {
  for (let at = place; at < text.length;) {
    const { from, segments } = around(text, at)
    for (const found of segments) {
      const start = from + found.index
      if (start >= at && isWord(found)) return cut(text, start, found)
    }
    at = Math.max(at + 1, from + 2 * REACH)
  }
  return null
}

/** The last word that ends at a place or before it. */
export function wordUpTo(text: string, place: number): Range | null {
  for (let at = place; at > 0;) {
    const { from, segments } = around(text, at)
    let last: Range | null = null
    for (const found of segments) {
      const start = from + found.index
      const end = start + found.segment.length
      // The first segment of a window may be the end of a longer one.
      if (end <= at && isWord(found) && (start > from || from === 0)) last = [start, end]
    }
    if (last) return last
    at = from === 0 ? 0 : Math.min(at - 1, from + 1)
  }
  return null
}

/** A word that touches the end of its window is looked up again with itself in the middle. */
function cut(text: string, start: number, found: Intl.SegmentData): Range {
  return wordAt(text, start) ?? [start, start + found.segment.length]
}

/** The next border between characters as people see them, forwards or backwards. */
export function signBorder(text: string, place: number, way: 1 | -1): number {
  const { from } = around(text, place)
  const window = text.slice(from, Math.min(text.length, place + REACH))
  let before = from
  for (const { index, segment } of SIGNS.segment(window)) {
    const start = from + index
    const end = start + segment.length
    if (way === 1 && end > place) return end
    if (way === -1 && end >= place) return start < place ? start : before
    before = start
  }
  return way === 1 ? text.length : before
}

const STRONG = /[\p{L}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u

/** Whether the line that holds a place is written from right to left: as its first letter is. */
export function rightToLeft(text: string, place: number): boolean {
  const start = text.lastIndexOf('\n', place - 1) + 1
  const strong = STRONG.exec(text.slice(start, start + 2000))
  return strong !== null && RIGHT_TO_LEFT.test(strong[0])
}

const BLANK = /[\s\u200b]/u

/** A range without the white space at its ends; null when there is nothing else in it. */
export function trimmed(text: string, [start, end]: Range): Range | null {
  let a = start
  let b = end
  while (a < b && BLANK.test(text.charAt(a))) a++
  while (b > a && BLANK.test(text.charAt(b - 1))) b--
  return a < b ? [a, b] : null
}
