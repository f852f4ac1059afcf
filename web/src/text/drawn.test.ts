/** Pieces that are drawn over the blocks of a text, and a search in it. */
import { expect, test } from 'vitest'
import { blocksOf } from './blocks'
import { piecesOf, shownIn } from './drawn'
import { utf16 } from './offsets'
import { NO_SEARCH, search, type Search, type SearchEvent } from './search'
import type { Range } from './steps'

const range = (start: number, end: number): Range => [utf16(start), utf16(end)]
const blocks = blocksOf('0123456\n89abcde\nghijklm\n', 8)
const marks = shownIn([
  { key: 'long', name: 'Long', color: 'red', at: [range(4, 20)] },
  { key: 'torn', name: 'Torn', color: 'blue', at: [range(9, 11), range(13, 14)] },
])
const nothing = { focus: null, selected: null, found: [], foundAt: null }

test('a mark that goes over blocks begins in the first and ends in the last of its pieces', () => {
  const pieces = piecesOf(blocks, new Set([0, 1, 2]), { ...nothing, marks, focus: 'torn' })
  expect(
    pieces.map((row) =>
      row.map((p) => [p.key, ...p.at, p.lane, p.first, p.last, p.goesOn, p.focus].join(' ')),
    ),
  ).toEqual([
    ['long 4 8 1 true false false false'],
    [
      'long 0 8 1 false false false false',
      'torn 1 3 0 true false false true',
      'torn 5 6 0 false true true true',
    ],
    ['long 0 4 1 false true false false'],
  ])
})

test('nothing is drawn over what is far from being seen; places that were found lie under what is selected', () => {
  const at = range(9, 11)
  const drawing = { ...nothing, marks, selected: range(8, 10), found: [range(0, 2), at], foundAt: at }
  const pieces = piecesOf(blocks, new Set([1]), drawing)
  expect(pieces.map((row) => row.map((piece) => piece.sort))).toEqual([
    [],
    ['at', 'selected', 'mark', 'mark', 'mark'],
    [],
  ])
})

test('a search goes around its places, begins anew when it is typed on, and leaves with what it looked at', () => {
  const text = 'Anna met Anna and anna'
  const after = (...events: SearchEvent[]) =>
    events.reduce<readonly [Search, readonly unknown[]]>(
      ([state], event) => search(state, event),
      [NO_SEARCH, []],
    )
  const typed: SearchEvent = { is: 'typed', phrase: 'anna' }
  const back: SearchEvent = { is: 'went', way: -1, of: 3 }
  expect(after(typed, back)[0].at).toBe(2)
  expect(after(typed, back, { is: 'went', way: 1, of: 3 })[0].at).toBe(0)
  expect(after(typed, back, typed)[0].at).toBe(0)
  expect(after(typed, { is: 'went', way: 1, of: 0 })[0].at).toBe(0)
  expect(after(typed, back, { is: 'left', text })).toEqual([
    NO_SEARCH,
    [{ do: 'enter' }, { do: 'select', range: [18, 22] }],
  ])
  expect(after({ is: 'left', text })).toEqual([NO_SEARCH, [{ do: 'enter' }]])
})
