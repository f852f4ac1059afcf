/** What hands on a text and beside it come to: gestures and looks, compared as lists. */
import { expect, test } from 'vitest'
import { codePoint, offsetsOf } from '@/text/offsets'
import { KIND as spans } from '../spans'
import { focusing, hintOf, keyed, labelling, selecting, withoutPiece, withPiece, type Ground } from './hand'
import { rowsAround } from '../look'
import { IDLE, type MarkView } from './reduce'
import { keyOf, type Fragment, type Span } from './schema'

const question = spans.readQuestion({ key: 'q', kind: 'spans', title: '?', labels: ['Person', 'Place'] })
const apart = { ...question, overlapping: false }
const offsets = offsetsOf('😀 Anna of Bern met Otto')
const at = (start: number, end: number): Fragment => [codePoint(start), codePoint(end)]
const stretch = (start: number, end: number) => ({ at: at(start, end), text: offsets.cut(...at(start, end)) })
const span = (id: string, label: string, ...fragments: Fragment[]): Span => ({
  id,
  label,
  fragments,
  text: fragments.map((fragment) => offsets.cut(...fragment)).join(' '),
  attributes: {},
})
const ANNA = span('s1', 'person', at(2, 6))
const BERN = span('s2', 'place', at(10, 14))
const on = (view: Partial<MarkView> = {}, more: Partial<Ground> = {}): Ground => ({
  question,
  spans: [ANNA, BERN],
  view: { ...IDLE, ...view },
  offsets,
  readOnly: false,
  ...more,
})
const look = (view: Partial<MarkView>) => ({ do: 'view', view: { ...IDLE, ...view } })
const sent = (gesture: unknown) => ({ do: 'send', gesture })

test('with a label held a selection is marked at once, but neither twice nor across others', () => {
  const marked = sent({ does: 'label', label: 'place', stretch: stretch(19, 23), span: null })
  expect(selecting(on({ held: 'place' }), stretch(19, 23))).toEqual(marked)
  const only = (ground: Ground, a: number, b: number) => {
    expect(selecting(ground, stretch(a, b))).toEqual(look({ ...ground.view, selected: stretch(a, b) }))
  }
  only(on(), 19, 23)
  only(on({ held: 'place' }), 10, 14)
  only(on({ held: 'person' }, { question: apart }), 7, 14)
  only(on({ held: 'place' }, { readOnly: true }), 19, 23)
  // A relation is held, which no selection gets.
  only(on({ held: 'knows' }), 19, 23)
  expect(selecting(on({ held: 'place' }), null)).toEqual(look({ held: 'place' }))
})

test('a label goes to what is selected, else to the span in hand, else it is held until it is chosen again', () => {
  const [anna, bern] = [keyOf(ANNA), keyOf(BERN)]
  expect(labelling(on({ selected: stretch(19, 23), focus: anna }), 'place')).toEqual(
    sent({ does: 'label', label: 'place', stretch: stretch(19, 23), span: null }),
  )
  expect(labelling(on({ focus: bern }), 'person')).toEqual(
    sent({ does: 'label', label: 'person', stretch: null, span: bern }),
  )
  expect(labelling(on({ from: anna }), 'person')).toEqual(look({ held: 'person' }))
  expect(labelling(on({ held: 'person' }), 'person')).toEqual(look({}))
})

test('the second press of a double click changes nothing', () => {
  expect(focusing(on({ focus: keyOf(ANNA) }), keyOf(ANNA))).toEqual([])
  expect(focusing(on({ focus: keyOf(ANNA), selected: stretch(2, 6) }), keyOf(ANNA))).toEqual([
    look({ focus: keyOf(ANNA) }),
  ])
  expect(focusing(on(), null)).toEqual([])
})

test('keys go from span to span, remove, reshape to the character, and let go of one thing after the other', () => {
  const [anna, bern] = [keyOf(ANNA), keyOf(BERN)]
  expect(keyed(on({ focus: anna }), '.')).toEqual([look({ focus: bern })])
  expect(keyed(on({}, { spans: [] }), ',')).toEqual([])
  expect(keyed(on({ focus: anna }), 'Delete')).toEqual([sent({ does: 'remove', span: anna })])
  expect(keyed(on({ focus: anna }, { readOnly: true }), 'Delete')).toEqual([])
  expect(keyed(on(), 'Delete')).toBeNull()
  const reshape = { does: 'reshape', span: anna }
  expect(keyed(on({ focus: anna }), '{')).toEqual([
    sent({ ...reshape, fragments: [at(1, 6)], text: ' Anna' }),
  ])
  // The face before it is one character, though it takes two units.
  const wide = span('s1', 'person', at(1, 6))
  expect(keyed(on({ focus: keyOf(wide) }, { spans: [wide] }), '{')).toEqual([
    sent({ does: 'reshape', span: keyOf(wide), fragments: [at(0, 6)], text: '😀 Anna' }),
  ])
  expect(keyed(on({ focus: anna, selected: stretch(19, 23) }), '+')).toEqual([
    sent({ ...reshape, fragments: [at(2, 6), at(19, 23)], text: 'Anna Otto' }),
  ])
  expect(keyed(on({ focus: anna }), '+')).toBeNull()
  const all = on({ focus: anna, held: 'knows', from: anna })
  expect(keyed(all, 'Escape')).toEqual([look({ focus: anna })])
  expect(keyed(on({ focus: anna, held: 'place' }), 'Escape')).toEqual([look({ focus: anna })])
  expect(keyed(on({ focus: anna }), 'Escape')).toEqual([look({})])
  expect([keyed(on(), 'Escape'), keyed(on(), 'q')]).toEqual([null, null])
  expect(keyed(on(), '/')).toEqual([{ do: 'search' }])
})

test('pieces that touch grow together, quoted as the text says it, and one is taken away', () => {
  expect(withPiece(offsets, ANNA, stretch(6, 9))).toEqual({
    does: 'reshape',
    span: keyOf(ANNA),
    fragments: [at(2, 9)],
    text: 'Anna of',
  })
  const torn = span('s1', 'person', at(2, 6), at(19, 23))
  const [, otto] = torn.fragments
  expect(otto && withoutPiece(offsets, torn, otto)).toEqual({
    does: 'reshape',
    span: keyOf(torn),
    fragments: [at(2, 6)],
    text: 'Anna',
  })
})

test('of a long list the rows around the span in hand are shown', () => {
  const many = Array.from({ length: 200 }, (_, i) => span(`s${String(i)}`, 'person', at(i, i + 1)))
  expect(rowsAround(many, null).map((one) => one.id)).toEqual(many.slice(0, 60).map((one) => one.id))
  expect(rowsAround(many, many[100] ?? null)[0]?.id).toBe('s70')
  expect(rowsAround(many, many[199] ?? null).at(-1)?.id).toBe('s199')
  expect(rowsAround(many.slice(0, 5), null)).toHaveLength(5)
})

test('hints speak of keys only to those who have them', () => {
  const views: Partial<MarkView>[] = [
    {},
    { held: 'place' },
    { focus: keyOf(ANNA) },
    { selected: stretch(2, 6) },
  ]
  const keys = /\bEsc\b|\bkey\b|Arrows|Shift/
  for (const view of views) expect(hintOf(on(view), true)).not.toMatch(keys)
  expect(views.map((view) => keys.test(hintOf(on(view), false)))).toEqual([true, true, true, false])
  expect(hintOf(on({ selected: stretch(2, 8) }, { question: apart }), false)).toBe(
    'Spans may not share characters here.',
  )
})
