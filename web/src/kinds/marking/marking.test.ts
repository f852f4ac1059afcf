/** What hands do to spans and relations, and what they are at while they do it. */
import { expect, test } from 'vitest'
import { codePoint } from '@/text/offsets'
import { begin, step, undo } from '../history'
import { KIND as relations } from '../relations'
import { KIND as spans } from '../spans'
import { attributesRead, attributesText } from './attributes'
import { excerptsOf } from './MarkingReview'
import { IDLE, neighbour, withFragment, type MarkView } from './reduce'
import { keyOf, type Fragment, type Span } from './schema'

const question = spans.readQuestion({
  key: 'names',
  kind: 'spans',
  title: '?',
  labels: ['Person', { name: 'Place', attributes: [{ name: 'Sure', options: ['yes', 'no'] }, 'Note'] }],
})
const apart = spans.readQuestion({ ...question, overlapping: false } as never)
const facts = relations.readQuestion({
  key: 'facts',
  kind: 'relations',
  title: '?',
  labels: ['Person', 'Place'],
  relations: ['knows', { name: 'lives in', head: 'Person', tail: ['Place'] }],
})
const TEXT = 'Anna of Bern met Otto'
const at = (start: number, end: number): Fragment => [codePoint(start), codePoint(end)]
const stretch = (start: number, end: number) => ({ at: at(start, end), text: TEXT.slice(start, end) })

/** Keys and selections as the desk passes them on; what comes out is the answer and what the hand is at. */
function hand<A>(
  kind: typeof spans | typeof relations,
  q: unknown,
  moves: (string | [number, number] | Partial<MarkView>)[],
) {
  const any = kind as unknown as typeof spans
  let answer: never | null = null
  let view: MarkView = IDLE
  for (const move of moves) {
    if (Array.isArray(move)) view = { ...view, selected: stretch(...move) }
    else if (typeof move === 'object') view = { ...view, ...move }
    else {
      const made = any.gestureOf(q as never, move, view)
      const after = any.viewOf?.(q as never, move, view, [])
      if (made) {
        view = any.follow?.(q as never, answer, made, view) as MarkView
        answer = any.reduce(q as never, answer, made) as never
      } else if (after !== undefined) view = after as MarkView
    }
  }
  return { answer: answer as A | null, view }
}
const said = (answer: { spans: Span[] } | null) =>
  answer?.spans.map((s) => `${s.id} ${s.label} ${s.text} ${JSON.stringify(s.fragments)}`)

test('selected, then labelled; the span is in hand and another key changes its label', () => {
  const { answer, view } = hand<{ spans: Span[] }>(spans, question, [[8, 12], '1', '2'])
  expect(said(answer)).toEqual(['s1 place Bern [[8,12]]'])
  expect(view).toEqual({ ...IDLE, focus: 'place 8-12' })
})

test('spans stand in the order of the text with ids that count, whatever came first', () => {
  const { answer } = hand<{ spans: Span[] }>(spans, question, [[17, 21], '1', [0, 12], '2', [0, 4], '1'])
  expect(said(answer)).toEqual([
    's1 place Anna of Bern [[0,12]]',
    's2 person Anna [[0,4]]',
    's3 person Otto [[17,21]]',
  ])
})

test('with nothing selected a label is held, and let go of by the same key', () => {
  expect(hand(spans, question, ['2']).view.held).toBe('place')
  expect(hand(spans, question, ['2', '2']).view.held).toBeNull()
  expect(hand(spans, question, ['2']).answer).toBeNull()
})

test('the same stretch has a label once, and nothing crosses where that is not allowed', () => {
  expect(said(hand<{ spans: Span[] }>(spans, question, [[0, 4], '1', [0, 4], '1']).answer)).toHaveLength(1)
  expect(said(hand<{ spans: Span[] }>(spans, question, [[0, 4], '1', [0, 8], '1']).answer)).toHaveLength(2)
  const kept = hand<{ spans: Span[] }>(spans, apart, [[0, 4], '1', [0, 8], '1'])
  expect(said(kept.answer)).toHaveLength(1)
  expect(kept.view.selected).toEqual(stretch(0, 8))
})

test('taking the last span away is not yet saying that there is nothing', () => {
  const { answer } = hand<{ spans: Span[] }>(spans, question, [[0, 4], '1'])
  expect(spans.reduce(question, answer, { does: 'remove', span: 'person 0-4' })).toBeNull()
  expect(hand(spans, question, ['-']).answer).toEqual({ spans: [] })
})

test('attributes that a new label does not have go, letters of one are one step of undo', () => {
  let history = begin(hand<{ spans: Span[] }>(spans, question, [[8, 12], '2']).answer)
  for (const value of ['o', 'or', 'or B']) {
    const next = spans.reduce(question, history.now, {
      does: 'say',
      span: 'place 8-12',
      attribute: 'note',
      value,
    })
    history = step(history, next, spans.joins(history.now, next))
  }
  expect(history.now?.spans[0]?.attributes).toEqual({ note: 'or B' })
  expect(undo(history).now?.spans[0]?.attributes).toEqual({ note: 'or' })
  const moved = spans.reduce(question, history.now, {
    does: 'label',
    label: 'person',
    stretch: null,
    span: 'place 8-12',
  })
  expect(moved?.spans[0]?.attributes).toEqual({})
})

test('fragments join where they touch', () => {
  expect(withFragment([at(0, 4)], at(8, 12))).toEqual([at(0, 4), at(8, 12)])
  expect(withFragment([at(0, 4), at(8, 12)], at(4, 8))).toEqual([at(0, 12)])
  expect(withFragment([at(2, 6)], at(0, 3))).toEqual([at(0, 6)])
})

test('from span to span, around the ends', () => {
  const { answer } = hand<{ spans: Span[] }>(spans, question, [[0, 4], '1', [8, 12], '2'])
  const all = answer?.spans ?? []
  expect(neighbour(all, null, 1, 5)?.text).toBe('Bern')
  expect(neighbour(all, null, -1, 5)?.text).toBe('Anna')
  expect(neighbour(all, 'place 8-12', 1, 0)?.text).toBe('Anna')
  expect(neighbour([], null, 1, 0)).toBeNull()
})

test('an arc: its key at one span, its key again at the other; ends go along when ids change', () => {
  const { answer, view } = hand<{ spans: Span[]; relations: unknown[] }>(relations, facts, [
    [8, 12],
    '2',
    [17, 21],
    '1',
    's',
    { focus: 'place 8-12' },
    's',
    [0, 4],
    '1',
  ])
  expect(said(answer)).toEqual([
    's1 person Anna [[0,4]]',
    's2 place Bern [[8,12]]',
    's3 person Otto [[17,21]]',
  ])
  expect(answer?.relations).toEqual([{ label: 'lives-in', head: 's3', tail: 's2' }])
  expect(view.from).toBeNull()
})

test('no arc goes where its relation may not, and a label that changes takes it away', () => {
  const wrong = hand<{ relations: unknown[] }>(relations, facts, [
    [8, 12],
    '2',
    [17, 21],
    '1',
    { focus: 'place 8-12' },
    's',
    { focus: 'person 17-21' },
    's',
  ])
  expect(wrong.answer?.relations).toEqual([])
  expect(wrong.view.from).toBe('place 8-12')
  const changed = hand<{ relations: unknown[] }>(relations, facts, [
    [8, 12],
    '2',
    [17, 21],
    '1',
    's',
    { focus: 'place 8-12' },
    's',
    '1',
  ])
  expect(changed.answer?.relations).toEqual([])
})

test('excerpts hold the marks with what is around them, to the code point', () => {
  const text = `😀${'x'.repeat(300)}Anna${'y'.repeat(300)}`
  const span: Span = { id: 's1', label: 'person', fragments: [at(301, 305)], text: 'Anna', attributes: {} }
  const [excerpt] = excerptsOf(text, [span], 10)
  expect(excerpt?.pieces.map((piece) => piece.text)).toEqual(['x'.repeat(10), 'Anna', 'y'.repeat(10)])
  expect(excerpt?.pieces.map((piece) => piece.spans.map(keyOf))).toEqual([[], ['person 301-305'], []])
})

test('attributes as a line, there and back', () => {
  const [, place] = question.labels
  const line = 'Sure = yes / no; Note'
  expect(attributesText(place?.attributes ?? [])).toBe(line)
  expect(attributesRead(line, place?.attributes ?? [])).toEqual(place?.attributes)
  expect(attributesRead('Kind* = a / b', []).map((a) => [a.name, a.required, a.options.length])).toEqual([
    ['Kind', true, 2],
  ])
})
