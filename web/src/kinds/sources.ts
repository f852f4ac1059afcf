/** What an answer was written about: a mark by which a change of it is noticed. Twin of kinds/sources.py. */
import type { PartLike } from './contract'

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})
const PATTERN = /^[0-9]{1,9}-[0-9a-f]{8}$/

/** The mark of a text: its length in code points, and the CRC-32 of its UTF-8 bytes. */
export function markOf(text: string): string {
  if (last.text !== text) last = { text, mark: marked(text) }
  return last.mark
}

// The same text is asked about again and again while somebody writes.
let last = { text: '', mark: '0-00000000' }

function marked(text: string): string {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 255] ?? 0)
  return `${String(lengthOf(text))}-${((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')}`
}

/** Length in code points, as the server counts. */
export function lengthOf(text: string): number {
  let n = text.length
  for (let i = 0; i < text.length - 1; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) n--
  return n
}

export function isMark(raw: unknown): raw is string {
  return typeof raw === 'string' && PATTERN.test(raw)
}

/** The part of this name; without a name the first part of the first of these types that there is. */
export function partNamed(parts: PartLike[], name: string | null, ...types: string[]): PartLike | undefined {
  if (name !== null) return parts.find((part) => part.name === name)
  for (const type of types) {
    const found = parts.find((part) => part.type === type)
    if (found) return found
  }
  return undefined
}
