/** Offsets, words, blocks, lanes and search; the texts of the fixtures are read by the Python tests, too. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { blockAt, blocksOf } from './blocks'
import { find } from './find'
import { lanesOf } from './lanes'
import { codePoint, offsetsOf, utf16 } from './offsets'
import {
  cut as cutOut,
  rightToLeft,
  signBorder,
  trimmed,
  wordAt,
  wordFrom,
  wordUpTo,
  type Range,
} from './steps'

interface Case {
  name: string
  text: string
  points: [number, number]
  units: [number, number]
  quote: string
}
const CASES = JSON.parse(
  readFileSync(new URL('../../../fixtures/text/offsets.json', import.meta.url), 'utf8'),
) as Case[]
const cut = (text: string, range: Range | null) => range && cutOut(text, range)
const range = (start: number, end: number): Range => [utf16(start), utf16(end)]

describe.each(CASES)('$name', ({ text, points, units, quote }) => {
  const offsets = offsetsOf(text)
  test('code points and units become each other', () => {
    expect(units.map((unit) => offsets.toPoints(utf16(unit)))).toEqual(points)
    expect(points.map((point) => offsets.toUnits(codePoint(point)))).toEqual(units)
    expect(text.slice(...units)).toBe(quote)
    expect(offsets.cut(codePoint(points[0]), codePoint(points[1]))).toBe(quote)
    expect(offsets.length).toBe([...text].length)
  })
  test('a place moves by code points, and not out of the text', () => {
    for (let point = 0; point <= offsets.length; point++) {
      expect(offsets.moved(codePoint(point), 1)).toBe(Math.min(point + 1, offsets.length))
      expect(offsets.moved(codePoint(point), -offsets.length - 1)).toBe(0)
    }
  })
  test('places further on in one count are further on in the other, and what lies between is the text', () => {
    let quotes = ''
    for (let point = 0; point < offsets.length; point++) {
      const [here, next] = [codePoint(point), codePoint(point + 1)]
      expect(offsets.toUnits(here)).toBeLessThan(offsets.toUnits(next))
      quotes += offsets.cut(here, next)
    }
    expect(quotes).toBe(text)
  })
  test('there and back for every place', () => {
    for (let point = 0; point <= offsets.length; point++)
      expect(offsets.toPoints(offsets.toUnits(codePoint(point)))).toBe(point)
  })
})

test('a place inside a pair is its start, and places outside the text are its ends', () => {
  const offsets = offsetsOf('a😀b')
  expect([0, 1, 2, 3, 4, 9, -3].map((unit) => offsets.toPoints(utf16(unit)))).toEqual([0, 1, 1, 2, 3, 3, 0])
  expect([0, 1, 2, 3, 9].map((point) => offsets.toUnits(codePoint(point)))).toEqual([0, 1, 3, 4, 4])
})

test('half a pair is a character of its own, as the server would refuse it', () => {
  expect(offsetsOf('a\ud800b').length).toBe(3)
})

test('words: the one at a place, the next, the one before', () => {
  const text = 'Anna, née Berg: 3,5 € 👩‍🔬!'
  expect(cut(text, wordAt(text, utf16(2)))).toBe('Anna')
  expect(cut(text, wordAt(text, utf16(4)))).toBe('Anna')
  expect(wordAt(text, utf16(5))).toBeNull()
  const forwards: string[] = []
  for (let at = wordFrom(text, utf16(0)); at; at = wordFrom(text, at[1])) forwards.push(text.slice(...at))
  expect(forwards).toEqual(['Anna', 'née', 'Berg', '3,5', '€', '👩‍🔬'])
  const backwards: string[] = []
  for (let at = wordUpTo(text, utf16(text.length)); at; at = wordUpTo(text, at[0]))
    backwards.unshift(text.slice(...at))
  expect(backwards).toEqual(forwards)
})

test('words of Chinese and Japanese have no spaces between them', () => {
  const text = '安娜住在柏林。'
  expect(cut(text, wordAt(text, utf16(4)))).toBe('柏林')
  expect(cut(text, wordFrom(text, utf16(0)))).toBe('安娜')
})

test('combining marks stay with their letters, families of emoji with each other', () => {
  const text = 'cafe\u0301 👨‍👩‍👧 x'
  expect(cut(text, wordAt(text, utf16(1)))).toBe('cafe\u0301')
  expect(signBorder(text, utf16(3), 1)).toBe(5)
  expect(signBorder(text, utf16(5), -1)).toBe(3)
  expect(text.slice(6, signBorder(text, utf16(6), 1))).toBe('👨‍👩‍👧')
  expect(signBorder(text, utf16(6 + '👨‍👩‍👧'.length), -1)).toBe(6)
  expect(signBorder('a\r\nb', utf16(1), 1)).toBe(3)
  expect(signBorder('ab', utf16(2), 1)).toBe(2)
  expect(signBorder('ab', utf16(0), -1)).toBe(0)
})

test('words are found in long texts without looking at all of them, and far apart', () => {
  const text = `${'.'.repeat(3000)}here${' '.repeat(3000)}there`
  const first = wordFrom(text, utf16(0))
  expect(cut(text, first)).toBe('here')
  expect(cut(text, wordFrom(text, utf16(first?.[1] ?? 0)))).toBe('there')
  expect(cut(text, wordUpTo(text, utf16(text.length - 6)))).toBe('here')
  const long = `${'安娜住在柏林'.repeat(120)} end`
  let n = 0
  for (let at = wordFrom(long, utf16(0)); at; at = wordFrom(long, at[1])) n++
  let m = 0
  for (let at = wordUpTo(long, utf16(long.length)); at; at = wordUpTo(long, at[0])) m++
  expect(n).toBe(m)
})

test('a line runs as its first letter does', () => {
  const text = '123 שלום hello\nhello שלום'
  expect(rightToLeft(text, utf16(3))).toBe(true)
  expect(rightToLeft(text, utf16(20))).toBe(false)
  expect(rightToLeft('', utf16(0))).toBe(false)
})

test('white space at the ends is not what anybody meant', () => {
  expect(trimmed('a  b \r\n', range(1, 7))).toEqual([3, 4])
  expect(trimmed('   ', range(0, 3))).toBeNull()
})

test('blocks are the text, of whole lines', () => {
  for (const text of [
    '',
    'a',
    'a\n',
    'a\nb',
    '\n\n\n',
    `${'x'.repeat(50)}\n${'y\n'.repeat(40)}`,
    'a\r\nb\r\n',
  ]) {
    const blocks = blocksOf(text, 10)
    expect(blocks.map((b) => text.slice(b.start, b.end)).join('')).toBe(text)
    for (const block of blocks.slice(0, -1)) expect(text[block.end - 1]).toBe('\n')
    for (let unit = 0; unit < text.length; unit++) {
      const block = blocks[blockAt(blocks, utf16(unit))]
      expect(block && block.start <= unit && unit < block.end).toBe(true)
    }
  }
})

test('stretches that overlap never share a lane, and the inner lies nearer to the text', () => {
  const lanes = lanesOf([
    { start: 0, end: 20 },
    { start: 14, end: 20 },
    { start: 30, end: 34 },
    { start: 18, end: 32 },
  ])
  expect(lanes).toEqual([2, 0, 0, 1])
})

test('search finds in any case and over line breaks, and takes signs as they are', () => {
  const text = 'Anna (Berg)\nmet ANNA\nBERG. 😀'
  expect(find(text, 'anna').map((r) => cut(text, r))).toEqual(['Anna', 'ANNA'])
  expect(find(text, 'anna berg').map((r) => cut(text, r))).toEqual(['ANNA\nBERG'])
  expect(find(text, '(berg)')).toHaveLength(1)
  expect(find(text, '😀')).toEqual([[text.indexOf('😀'), text.length]])
  expect(find(text, '  ')).toEqual([])
})
