/** A text in blocks of lines, so that what is drawn over one of them concerns no other. */
import { utf16, type Utf16 } from './offsets'

export interface Block {
  /** Units of the whole text, end exclusive. The line break at its end belongs to it. */
  readonly start: Utf16
  readonly end: Utf16
}

/** Units after which a block ends with its line. */
const ENOUGH = 1200

/** Blocks of whole lines; a line is never split, so a text flows as it would in one piece. */
export function blocksOf(text: string, enough = ENOUGH): Block[] {
  const blocks: Block[] = []
  let start = 0
  while (start < text.length) {
    const at = text.indexOf('\n', Math.max(start, start + enough - 1))
    // A line that would end far behind is a block of its own.
    const before = text.lastIndexOf('\n', start + enough - 1)
    const end =
      before > start && (at < 0 || at - start > 2 * enough) ? before + 1 : at < 0 ? text.length : at + 1
    blocks.push({ start: utf16(start), end: utf16(end) })
    start = end
  }
  return blocks.length > 0 ? blocks : [{ start: utf16(0), end: utf16(0) }]
}

/** The place in the list of the block that holds a unit. */
export function blockAt(blocks: readonly Block[], unit: Utf16): number {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const block = blocks[middle]
    if (block && block.end <= unit) low = middle + 1
    else high = middle
  }
  return low
}
