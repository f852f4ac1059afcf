/** Every kind against the golden answers that the Python tests read too, and the laws that all kinds obey. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json, PartLike } from './contract'
import { begin, redo, step, undo } from './history'
import { setupOf, SETUPS } from './setups'
import {
  askedOf,
  fitting,
  formFaults,
  KINDS,
  kindOf,
  readForm,
  sameAnswers,
  submitted,
  titleOfKind,
} from './registry'

interface Fixture {
  question: Json
  /** The parts of an item that the answers are about. */
  parts?: PartLike[]
  /** `on_parts` false: right as such, but not about these parts. */
  answers: { answer: Json; valid: boolean; on_parts?: boolean; why?: string; shown?: string }[]
}
const FOLDER = new URL('../../../fixtures/kinds/', import.meta.url)
const fixtures = KINDS.flatMap(({ name }) =>
  readdirSync(new URL(`${name}/`, FOLDER))
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const fixture = JSON.parse(readFileSync(new URL(`${name}/${file}`, FOLDER), 'utf8')) as Fixture
      return { name, file, fixture }
    }),
)

test('every kind has golden answers', () => {
  expect(new Set(fixtures.map((f) => f.name))).toEqual(new Set(KINDS.map((kind) => kind.name)))
  expect(SETUPS.map((setup) => setup.name)).toEqual(KINDS.map((kind) => kind.name))
  expect(KINDS.map(({ name }) => kindOf(name)?.title)).toEqual(KINDS.map(({ title }) => title))
  expect(titleOfKind('a later kind')).toBe('a later kind')
})

describe.each(fixtures)('$name/$file', ({ name, fixture }) => {
  const kind = kindOf(name)
  const setup = setupOf(name)
  if (!kind || !setup) throw new Error(name)
  const question = kind.readQuestion(fixture.question)
  const parts = fixture.parts ?? setup.samples?.(question) ?? []
  const view = kind.opening?.(question, parts, '') ?? null
  const gestureOf = (key: string) => kind.gestureOf(question, key, view, parts)

  test.each(fixture.answers)('$answer', ({ answer, valid, shown, on_parts = true }) => {
    const read = kind.readAnswer(question, answer)
    expect(read !== null && kind.faults(question, read).length === 0).toBe(valid)
    if (valid) expect(read).toEqual(answer)
    if (read && fixture.parts && valid)
      expect(kind.faults(question, read, fixture.parts).length === 0).toBe(on_parts)
    if (read && shown !== undefined) expect(kind.shown(question, read)).toBe(shown)
  })

  test('the question itself has no faults, and reading it again changes nothing', () => {
    expect(setup.faults(question)).toEqual([])
    expect(kind.readQuestion(question as unknown as Json)).toEqual(question)
  })

  test('no answer is not submitted where one is required', () => {
    expect(kind.faults(question, null)).not.toEqual([])
    const form = readForm([fixture.question])
    expect(formFaults(form, {}).map((f) => f.where)).toEqual([question.key])
    expect(formFaults(readForm([{ ...fixture.question, required: false }]), {})).toEqual([])
  })

  test('every printed key is a gesture that gives an answer or moves the hand, and no key is printed twice', () => {
    const keys = kind.keys(question).map((hint) => hint.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) {
      const gesture = gestureOf(key)
      if (gesture === null) {
        expect(kind.viewOf?.(question, key, view, parts)).toBeDefined()
        continue
      }
      const answer = kind.reduce(question, null, gesture)
      expect(kind.readAnswer(question, answer)).toEqual(answer)
    }
    expect(gestureOf('Q')).toBeNull()
  })

  test('undo after any row of gestures gives every earlier answer back', () => {
    const gestures = kind
      .keys(question)
      .map((hint) => gestureOf(hint.key))
      .filter((gesture) => gesture !== null)
    let history = begin<Json | null>(null)
    const seen: (Json | null)[] = [null]
    for (const gesture of [...gestures, ...gestures.reverse()]) {
      const next = kind.reduce(question, history.now, gesture)
      if (next !== history.now) seen.push(next)
      history = step(history, next, kind.joins(history.now, next))
    }
    const last = history.now
    for (const earlier of seen.slice(0, -1).reverse()) {
      history = undo(history)
      expect(history.now).toEqual(earlier)
    }
    while (history.future.length > 0) history = redo(history)
    expect(history.now).toEqual(last)
  })
})

test('a multiple choice keeps the order of the question, whatever the order of the hand', () => {
  const [asked] = readForm([{ key: 'q', kind: 'classification', multiple: true, labels: ['A', 'B', 'C'] }])
  if (!asked?.kind) throw new Error('no kind')
  const { kind, question } = asked
  let answer: Json | null = null
  for (const key of ['3', '1', '2', '2'])
    answer = kind.reduce(question, answer, kind.gestureOf(question, key))
  expect(answer).toEqual({ labels: ['a', 'c'] })
  expect(kind.reduce(question, answer, kind.gestureOf(question, 'n'))).toEqual({ labels: [] })
})

test('letters of one word are one step of undo', () => {
  const kind = kindOf('text')
  const question = setupOf('text')?.fresh('why')
  if (!kind || !question) throw new Error('no kind')
  let history = begin<Json | null>(null)
  let text = ''
  for (const letter of 'two words') {
    text += letter
    const next = kind.reduce(question, history.now, { does: 'write', text })
    history = step(history, next, kind.joins(history.now, next))
  }
  expect(history.now).toEqual({ text: 'two words' })
  expect(undo(history).now).toEqual({ text: 'two ' })
  expect(undo(undo(history)).now).toEqual({ text: 'two' })
})

test('answers that no longer fit the form are named, the others are kept', () => {
  const form = readForm([
    { key: 'mood', kind: 'classification', title: 'Mood', labels: ['Good', 'Bad'] },
    { key: 'stars', kind: 'rating', title: 'Stars' },
  ])
  const kept = fitting(form, { mood: { labels: ['gone'] }, stars: { value: 4 }, old: { text: 'x' } })
  expect(kept.fits).toEqual({ stars: { value: 4 } })
  expect(kept.lost).toEqual(['Mood', 'old'])
})

test('a kind that this client does not know leaves the rest of the form standing', () => {
  const form = readForm([
    { key: 'future', kind: 'hologram', title: 'Later' },
    { key: 'stars', kind: 'rating' },
  ])
  expect(form.map((asked) => asked.kind?.name)).toEqual([undefined, 'rating'])
})

test('answers are the same whatever the order of their fields', () => {
  expect(sameAnswers({ a: { x: 1, y: [1, 2] }, b: {} }, { b: {}, a: { y: [1, 2], x: 1 } })).toBe(true)
  expect(sameAnswers({ a: { x: [1, 2] } }, { a: { x: [2, 1] } })).toBe(false)
})

test('a question is asked only after the answer that its condition names', () => {
  const form = readForm([
    { key: 'mood', kind: 'classification', title: 'Mood', labels: ['Good', 'Bad'] },
    { key: 'why', kind: 'text', title: 'Why?', when: { question: 'mood', says: ['bad'] } },
  ])
  const keys = (answers: Record<string, Json>) => askedOf(form, answers).map((a) => a.question.key)
  expect(keys({})).toEqual(['mood'])
  expect(keys({ mood: { labels: ['good'] } })).toEqual(['mood'])
  expect(keys({ mood: { labels: ['bad'] } })).toEqual(['mood', 'why'])
  expect(submitted(form, { mood: { labels: ['good'] }, why: { text: 'x' } })).toEqual({
    mood: { labels: ['good'] },
  })
  expect(formFaults(form, { mood: { labels: ['bad'] } }).map((f) => f.where)).toEqual(['why'])
})

test('answers are the same as JSON is', () => {
  const is = (a: unknown, b: unknown) => sameAnswers({ q: { v: a } }, { q: { v: b } })
  expect(sameAnswers({ q: { a: 1, b: [1, { c: 2 }] } }, { q: { b: [1, { c: 2 }], a: 1 } })).toBe(true)
  expect(sameAnswers({ q: { a: 1, b: undefined } }, { q: { a: 1 } })).toBe(true)
  expect(sameAnswers({ q: {} }, {})).toBe(false)
  for (const [a, b] of [
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [null, {}],
    ['1', 1],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
  ])
    expect(is(a, b)).toBe(false)
})
