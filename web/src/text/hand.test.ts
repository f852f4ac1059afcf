/** What keys, the mouse and a finger do in a text: the effects are compared as lists. */
import { expect, test } from 'vitest'
import type { LocalPoint } from '@/geometry/frames'
import { localPoint, screenPoint } from '@/geometry/frames'
import { hand, REST, takes, type Ground, type Hand, type HandEffect, type HandEvent } from './hand'
import { utf16 } from './offsets'
import { cut, type Range } from './steps'

const TEXT = 'Anna of Bern met Otto, née Berg.\nHe stayed.'
const range = (start: number, end: number): Range => [utf16(start), utf16(end)]
const word = (words: string) => range(TEXT.indexOf(words), TEXT.indexOf(words) + words.length)
const mark = (key: string, ...at: Range[]) => ({ key, at })
const point = (x: number, y: number): LocalPoint => localPoint({ left: 0, top: 0 }, screenPoint(x, y))
const HERE = point(10, 10)

const GROUND: Ground = { text: TEXT, marks: [], focus: null, selected: null, held: false, joins: false }

/** A text and its owner, who does what is asked; what was asked in words, a list for each event. */
function owner(given: Partial<Ground> = {}, marks = (selected: Range) => [mark('made', selected)]) {
  let ground: Ground = { ...GROUND, ...given }
  let state: Hand = REST
  const did: string[] = []
  const quote = (at: Range | null) => (at ? cut(TEXT, at) : '-')
  const does = (effect: HandEffect): string => {
    switch (effect.do) {
      case 'select':
        if (effect.range && ground.held)
          ground = { ...ground, selected: null, marks: [...ground.marks, ...marks(effect.range)] }
        else ground = { ...ground, selected: effect.range }
        return `select ${quote(effect.range)}`
      case 'focus':
        ground = { ...ground, focus: effect.key, selected: null }
        return `focus ${effect.key ?? '-'}`
      case 'look':
        return `look ${effect.way === 1 ? 'below' : 'above'} ${quote(effect.from)}`
      case 'reveal':
        return `reveal ${quote(effect.range)}`
      case 'join':
        return `join ${effect.from} ${effect.to}`
      default:
        return effect.do
    }
  }
  const tell = (...events: HandEvent[]) => {
    for (const event of events) {
      const [next, effects] = hand(ground, state, event)
      state = next
      did.push(effects.map(does).join(', '))
    }
    return did.splice(0)
  }
  const keys = (...all: string[]) =>
    tell(
      ...all.map((one): HandEvent => {
        const shift = one.startsWith('Shift+')
        return { is: 'key', key: one.replace('Shift+', ''), shift }
      }),
    )
  const at = (words: string | null) => ({
    unit: words ? word(words)[0] : utf16(0),
    on: words ? word(words)[0] : null,
  })
  const press = (words: string | null, finger: boolean, selected: Range | null = null) =>
    tell(
      { is: 'pressed', mark: null, at: HERE },
      { is: 'released', finger, at: HERE, range: selected, place: at(words) },
    ).at(-1)
  return {
    tell,
    keys,
    click: (words: string | null, selected: Range | null = null) => press(words, false, selected),
    tap: (words: string | null) => press(words, true),
    double: (words: string) => tell({ is: 'doubled', place: at(words) }).at(-1),
    now: () => ({ ...ground, hand: state }),
  }
}

test('arrows go from word to word, Shift extends from where it began, and back over it', () => {
  const { keys } = owner()
  expect(keys('ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowLeft')).toEqual([
    'clear, select Anna, reveal Anna',
    'clear, select of, reveal of',
    'clear, select of Bern, reveal Bern',
    'clear, select of, reveal of',
    'clear, select Anna of, reveal Anna',
  ])
})

test('from a selection that was made otherwise a hand goes on at its ends', () => {
  const { keys } = owner({ selected: word('Bern met') })
  expect(keys('Shift+ArrowRight', 'ArrowRight')).toEqual([
    'clear, select Bern met Otto, reveal Otto',
    'clear, select née, reveal née',
  ])
})

test('where something was marked, the hand is still there', () => {
  const { keys, tell, now } = owner({ held: true })
  keys('ArrowRight', 'ArrowRight')
  expect(now().selected).toBeNull()
  expect(keys('ArrowRight')).toEqual(['clear, select Bern, reveal Bern'])
  expect(tell({ is: 'line', word: null, extends: false })).toEqual([''])
})

test('a line up or down is asked of the page, and the answer is a step like others', () => {
  const { keys, tell } = owner({ selected: word('Anna') })
  expect(keys('Shift+ArrowDown')).toEqual(['look below Anna'])
  expect(tell({ is: 'line', word: word('He'), extends: true })).toEqual([
    `clear, select ${TEXT.slice(0, TEXT.indexOf('He') + 2)}, reveal He`,
  ])
})

test('the ends of a selection move by characters, and never past each other', () => {
  expect(owner({ selected: word('Bern') }).keys('[', ']', ']', '{', '}')).toEqual([
    'select Ber',
    'select Bern',
    'select Bern ',
    'select  Bern ',
    'select Bern ',
  ])
  expect(owner({ selected: range(8, 9) }).keys('[', '}')).toEqual(['', ''])
})

test('keys that are not the hand’s are told by what there is', () => {
  const [some, none] = [{ ...GROUND, selected: word('Anna') }, GROUND]
  expect(
    ['ArrowUp', 'End', '[', 'Escape', '1', 'toString'].map((key) => [takes(some, key), takes(none, key)]),
  ).toEqual([
    [true, true],
    [true, true],
    [true, false],
    [true, false],
    [false, false],
    [false, false],
  ])
})

const NESTED = [mark('inner', word('Bern')), mark('outer', word('of Bern'))]

test('every further click takes the next mark outwards, then the innermost again; beside them, none', () => {
  const { click } = owner({ marks: NESTED })
  expect([click('Bern'), click('Bern'), click('Bern'), click('Otto'), click(null)]).toEqual([
    'focus inner',
    'focus outer',
    'focus inner',
    'focus -',
    'focus -',
  ])
})

test('what the mouse selects is taken, and a click lets go of it', () => {
  const { click } = owner()
  expect(click('met', word('Bern met'))).toBe('select Bern met, clear')
  expect(click('Otto')).toBe('select -, focus -')
})

test('a double click selects its word, and with a label held it leaves one mark, whatever the browser selected', () => {
  const free = owner()
  free.click('Otto')
  free.click('Otto', range(17, 22))
  expect(free.double('Otto')).toBe('clear, select Otto')
  const held = owner({ held: true })
  held.click('Otto')
  held.click('Otto', range(17, 22))
  expect(held.double('Otto')).toBe('clear')
  expect(held.now().marks).toHaveLength(1)
  // Where the browser selected nothing, the second press has marked nothing.
  held.click('Anna')
  expect(held.double('Anna')).toBe('clear, select Anna')
})

test('a tap selects its word, another one extends to there and back, the only word again is let go of', () => {
  const { tap } = owner()
  expect(['Bern', 'Otto', 'met', 'Anna', 'Bern', 'Bern', 'met'].map((one) => tap(one))).toEqual([
    'select Bern',
    'select Bern met Otto',
    'select Bern met',
    'select Anna of Bern',
    'select Bern',
    'select -',
    'select met',
  ])
})

test('a tap extends what the finger selected by itself, and beside the words it lets go', () => {
  const { tap, tell, now } = owner()
  expect(tell({ is: 'rested', range: word('of Bern') })).toEqual(['select of Bern'])
  expect(tap('Otto')).toBe('select of Bern met Otto')
  expect(tap(null)).toBe('select -, focus -')
  expect(now().selected).toBeNull()
})

test('taps take the marks of a place in hand, from the innermost outwards, and then select the word', () => {
  const { tap } = owner({ marks: NESTED })
  expect([tap('Bern'), tap('Bern'), tap('Bern'), tap('Otto')]).toEqual([
    'focus inner',
    'focus outer',
    'select Bern',
    'select Bern met Otto',
  ])
})

test('a finger that moves has not tapped, and one that scrolls is forgotten', () => {
  const { tell, now } = owner()
  const place = { unit: word('Bern')[0], on: word('Bern')[0] }
  expect(
    tell(
      { is: 'pressed', mark: null, at: HERE },
      { is: 'released', finger: true, at: point(10, 40), range: null, place },
      { is: 'pressed', mark: null, at: HERE },
      { is: 'cancelled' },
      { is: 'released', finger: true, at: HERE, range: null, place },
    ),
  ).toEqual(['', '', '', '', ''])
  expect(now().hand.pressed).toBeNull()
})

test('a selection by finger rests once: with a label held the browser’s own is let go of', () => {
  const { tell, now } = owner({ held: true })
  tell({ is: 'pressed', mark: null, at: HERE })
  expect(tell({ is: 'rested', range: word('Bern') })).toEqual([''])
  expect(tell({ is: 'cancelled' }, { is: 'rested', range: word('Bern') })).toEqual(['', 'select Bern, clear'])
  expect(now().marks).toHaveLength(1)
})

test('an arc is drawn from the name of a mark to another mark, and to nothing else', () => {
  const draws = owner({ marks: NESTED, joins: true })
  const start: HandEvent = { is: 'pressed', mark: 'inner', at: HERE }
  expect(draws.tell(start, { is: 'moved', to: point(90, 4) })).toEqual(['enter, focus inner', ''])
  expect(draws.now().hand.drawing).toEqual({ from: 'inner', to: point(90, 4) })
  expect(draws.tell({ is: 'drawn', mark: 'outer' })).toEqual(['join inner outer'])
  expect(draws.tell(start, { is: 'drawn', mark: 'inner' }, start, { is: 'drawn', mark: null })).toEqual([
    'enter, focus inner',
    '',
    'enter, focus inner',
    '',
  ])
  expect(draws.tell(start, { is: 'cancelled' }, { is: 'moved', to: HERE })).toEqual([
    'enter, focus inner',
    '',
    '',
  ])
  const apart = owner({ marks: NESTED })
  apart.tell(start)
  expect(apart.now().hand.drawing).toBeNull()
})
