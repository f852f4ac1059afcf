import { expect, test } from 'vitest'
import { differences, words } from './differences'

const marked = (text: string, other: string) =>
  differences(text, other)
    .one.map((p) => (p.differs ? `[${p.text}]` : p.text))
    .join('')

test('words that the other text does not have are marked', () => {
  expect(marked('The cat sat on the mat.', 'The dog sat on the mat.')).toBe('The [cat] sat on the mat.')
  expect(marked('one two three', 'one three')).toBe('one [two ]three')
  expect(marked('one three', 'one two three')).toBe('one three')
  expect(marked('same', 'same')).toBe('same')
  expect(marked('', 'new')).toBe('')
})

test('pieces joined are the texts, to the code point', () => {
  const texts = [
    '',
    'a\r\nb',
    'Zoë 🥶 👩‍👩‍👧',
    'e\u0301 é',
    '今日は晴れです。',
    'مرحبا بالعالم',
    'x '.repeat(50),
    '\u0301 loose',
  ]
  for (const a of texts)
    for (const b of texts) {
      const found = differences(a, b)
      expect(found.one.map((p) => p.text).join('')).toBe(a)
      expect(found.other.map((p) => p.text).join('')).toBe(b)
      const same = (pieces: { text: string; differs: boolean }[]) =>
        pieces
          .filter((p) => !p.differs)
          .map((p) => p.text)
          .join('')
      expect(same(found.one)).toBe(same(found.other))
    }
})

test('scripts without spaces are compared sign by sign, marks stay with their letters', () => {
  expect(marked('今日は晴れ', '今日は雨')).toBe('今日は[晴れ]')
  expect(words('e\u0301!')).toEqual(['e\u0301', '!'])
})

test('long texts that have little in common are marked whole, and quickly enough to ask for', () => {
  const row = (from: number) => Array.from({ length: 20_000 }, (_, i) => `w${String(from + i * 7)}`).join(' ')
  const found = differences(`start ${row(0)} end`, `start ${row(3)} end`)
  expect(found.one.map((p) => p.differs)).toEqual([false, true, false])
})

test('two changes far apart in a long text are two words, and quickly found', () => {
  const lines = Array.from(
    { length: 4000 },
    (_, i) => `Line ${String(i)}: Otto wrote to 安娜, 😀 nobody answered.`,
  )
  const text = lines.join('\n')
  const other = text.replace('Line 7: Otto', 'Line 7: Anna').replace('Line 3990: Otto', 'Line 3990: she')
  const begun = performance.now()
  const found = differences(text, other)
  expect(performance.now() - begun).toBeLessThan(200)
  expect(found.one.filter((p) => p.differs).map((p) => p.text)).toEqual(['Otto', 'Otto'])
  expect(found.other.filter((p) => p.differs).map((p) => p.text)).toEqual(['Anna', 'she'])
  expect(found.other.map((p) => p.text).join('')).toBe(other)
})

test('a change of white space is seen, and words are never cut', () => {
  expect(marked('one two  three', 'one two three')).toBe('one two[  ]three')
  expect(marked('wonder full', 'wonder fuller')).toBe('wonder [full]')
  expect(marked('a\nb', 'a b')).toBe('a[\n]b')
  expect(marked('end ', 'end')).toBe('end[ ]')
})
