/** What is drawn over a text: marks, what is selected and what was found, cut into pieces that lie in one block each. */
import { blockAt, type Block } from './blocks'
import type { Placed } from './hand'
import { lanesOf } from './lanes'
import { utf16 } from './offsets'
import type { Range } from './steps'

/** A piece of a mark that lies in one block. */
export interface Piece {
  key: string
  sort: 'mark' | 'selected' | 'found' | 'at'
  /** Units from the block's start. */
  at: Range
  color: string
  name: string
  lane: number
  /** Whether the mark begins or ends here. */
  first: boolean
  last: boolean
  /** Whether the mark has an earlier fragment in this block. */
  goesOn: boolean
  focus: boolean
}

/** A mark in its place, as it looks. */
export interface Shown extends Placed {
  readonly name: string
  readonly color: string
  readonly lane: number
}

/** Marks, each in a lane of its own where they overlap. */
export function shownIn(marks: readonly Omit<Shown, 'lane'>[]): Shown[] {
  const lanes = lanesOf(marks.map(({ at }) => ({ start: at[0]?.[0] ?? 0, end: at.at(-1)?.[1] ?? 0 })))
  return marks.map((mark, i) => ({ ...mark, lane: lanes[i] ?? 0 }))
}

interface Drawing {
  marks: readonly Shown[]
  focus: string | null
  selected: Range | null
  /** Places that a search found, and the one that is looked at. */
  found: readonly Range[]
  foundAt: Range | null
}

/** The pieces of each block; none of those that are not `near` what is seen. */
export function piecesOf(blocks: readonly Block[], near: ReadonlySet<number>, drawing: Drawing): Piece[][] {
  const { marks, focus, selected, found, foundAt } = drawing
  const pieces = blocks.map((): Piece[] => [])
  const add = (at: Range, piece: Omit<Piece, 'at' | 'goesOn'>) => {
    for (let n = blockAt(blocks, at[0]); n < blocks.length; n++) {
      const block = blocks[n]
      if (!block || block.start >= at[1]) break
      if (!near.has(n)) continue
      const row = pieces[n]
      row?.push({
        ...piece,
        at: [utf16(Math.max(0, at[0] - block.start)), utf16(Math.min(block.end, at[1]) - block.start)],
        first: piece.first && at[0] >= block.start,
        last: piece.last && at[1] <= block.end,
        goesOn: row.at(-1)?.key === piece.key && piece.sort === 'mark',
      })
    }
  }
  for (const at of found) add(at, { ...PLAIN, key: 'found', sort: at === foundAt ? 'at' : 'found' })
  if (selected) add(selected, { ...PLAIN, key: 'selected', sort: 'selected' })
  for (const { key, name, color, lane, at } of marks)
    at.forEach((range, n) => {
      const ends = { first: n === 0, last: n === at.length - 1, focus: key === focus }
      add(range, { key, name, color, lane, sort: 'mark', ...ends })
    })
  return pieces
}

const PLAIN = { name: '', color: '', lane: 0, first: false, last: false, focus: false }
