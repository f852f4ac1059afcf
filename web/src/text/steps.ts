/** Words and characters as people see them, found around a place. */
import { utf16, type Utf16 } from './offsets'

/** From start to end, end exclusive. */
export type Range = readonly [start: Utf16, end: Utf16]

/** What stands there. */
export const cut = (text: string, [start, end]: Range): string => text.slice(start, end)

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
export function wordAt(text: string, place: Utf16): Range | null {
  for (const at of [place, place - 1]) {
    if (at < 0 || at >= text.length) continue
    const { from, segments } = around(text, at)
    const found = segments.containing(at - from)
    if (found && isWord(found)) return rangeOf(from + found.index, found)
  }
  return null
}

/** The first word that begins at a place or behind it. */
export function wordFrom(text: string, place: Utf16): Range | null {
  for (let at: number = place; at < text.length;) {
    const { from, segments } = around(text, at)
    for (const found of segments) {
      const start = from + found.index
      if (start >= at && isWord(found)) return whole(text, start, found)
    }
    at = Math.max(at + 1, from + 2 * REACH)
  }
  return null
}

/** The last word that ends at a place or before it. */
export function wordUpTo(text: string, place: Utf16): Range | null {
  for (let at: number = place; at > 0;) {
    const { from, segments } = around(text, at)
    let last: Range | null = null
    for (const found of segments) {
      const start = from + found.index
      const end = start + found.segment.length
      // The first segment of a window may be the end of a longer one.
      if (end <= at && isWord(found) && (start > from || from === 0)) last = rangeOf(start, found)
    }
    if (last) return last
    at = from === 0 ? 0 : Math.min(at - 1, from + 1)
  }
  return null
}

/** A word that touches the end of its window is looked up again with itself in the middle. */
function whole(text: string, start: number, found: Intl.SegmentData): Range {
  return wordAt(text, utf16(start)) ?? rangeOf(start, found)
}

function rangeOf(start: number, { segment }: Intl.SegmentData): Range {
  return [utf16(start), utf16(start + segment.length)]
}

/** The next border between characters as people see them, forwards or backwards. */
export function signBorder(text: string, place: Utf16, way: 1 | -1): Utf16 {
  const { from } = around(text, place)
  const window = text.slice(from, Math.min(text.length, place + REACH))
  let before = from
  for (const { index, segment } of SIGNS.segment(window)) {
    const start = from + index
    const end = start + segment.length
    if (way === 1 && end > place) return utf16(end)
    if (way === -1 && end >= place) return utf16(start < place ? start : before)
    before = start
  }
  return utf16(way === 1 ? text.length : before)
}

const STRONG = /[\p{L}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u

/** Whether the line that holds a place is written from right to left: as its first letter is. */
export function rightToLeft(text: string, place: Utf16): boolean {
  const start = text.lastIndexOf('\n', place - 1) + 1
  const strong = STRONG.exec(text.slice(start, start + 2000))
  return strong !== null && RIGHT_TO_LEFT.test(strong[0])
}

const BLANK = /[\s\u200b]/u

/** A range without the white space at its ends; null when there is nothing else in it. */
export function trimmed(text: string, [start, end]: Range): Range | null {
  let a: number = start
  let b: number = end
  while (a < b && BLANK.test(text.charAt(a))) a++
  while (b > a && BLANK.test(text.charAt(b - 1))) b--
  return a < b ? [utf16(a), utf16(b)] : null
}
