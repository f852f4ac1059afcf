/** Comparisons, rankings and rubrics as hands work on them. */
import { describe, expect, test } from 'vitest'
import type { Json } from './contract'
import { agree, readForm } from './registry'
import { setupOf } from './setups'

function desk(raw: Json, seed = '1:q') {
  const [asked] = readForm([raw])
  if (!asked?.kind) throw new Error('no kind')
  const { kind, question } = asked
  let answer: Json | null = null
  let view: unknown = kind.opening?.(question, [], seed) ?? null
  const press = (keys: string[]) => {
    for (const key of keys) {
      const made = kind.gestureOf(question, key, view)
      if (made === null) continue
      const before = answer
      answer = kind.reduce(question, answer, made)
      if (kind.follow) view = kind.follow(question, before, made, view)
    }
    return answer
  }
  return {
    asked,
    kind,
    question,
    press,
    view: () => view as { order: string[]; at: string | null },
    answer: () => answer,
  }
}

const PAIR = { key: 'q', kind: 'pairwise', outputs: ['a', 'b'] }

describe('comparison', () => {
  test('what lies first is chosen by 1, whichever it is, and both are kept', () => {
    const seen = new Set<string>()
    for (let claim = 1; claim <= 20; claim++) {
      const at = desk(PAIR, `${String(claim)}:q`)
      const [first] = at.view().order
      expect(at.press(['1'])).toEqual({ choice: first, strength: null, shown: at.view().order })
      seen.add(String(first))
    }
    expect(seen).toEqual(new Set(['a', 'b']))
  })

  test('arrows choose a side, and lean by steps where the strength is asked', () => {
    const plain = desk(PAIR)
    const [first, second] = plain.view().order
    expect(plain.press(['ArrowRight'])?.choice).toBe(second)
    expect(plain.press(['ArrowLeft'])?.choice).toBe(first)
    const leaning = desk({ ...PAIR, strength: true })
    const steps = [...'RRRRLLLLLLLL'].map((to) => {
      const made = leaning.press([to === 'R' ? 'ArrowRight' : 'ArrowLeft'])
      return `${String(made?.choice === first ? 1 : made?.choice === second ? 2 : 0)}${String(made?.strength ?? '').slice(0, 1)}`
    })
    expect(steps).toEqual(['2s', '2c', '2m', '2m', '2c', '2s', '0', '1s', '1c', '1m', '1m', '1m'])
  })

  test('without ties the scale has no middle, and 3 is no key', () => {
    const at = desk({ ...PAIR, strength: true, tie: false })
    expect(at.press(['ArrowRight', 'ArrowLeft', '3'])).toMatchObject({ strength: 'slightly' })
    expect(at.answer()?.choice).toBe(at.view().order[0])
  })

  test('a strength goes with a preference only', () => {
    const at = desk({ ...PAIR, strength: 'optional' })
    expect(at.press(['w'])).toBeNull()
    expect(at.press(['1', 'w'])).toMatchObject({ strength: 'clearly' })
    expect(at.press(['3'])).toMatchObject({ choice: 'tie', strength: null })
  })

  test('suggestions speak of places, and a changed one keeps the order from then on', () => {
    const at = desk(PAIR)
    const taken = { choice: at.view().order[1], strength: null, shown: [] }
    expect(at.kind.shown(at.question, taken, at.view())).toBe('Output 2 is better')
    const made = at.kind.gestureOf(at.question, '1', at.view())
    expect(at.kind.reduce(at.question, taken, made)).toMatchObject({ shown: at.view().order })
  })

  test('two people agree whatever they saw first', () => {
    const one = { choice: 'a', strength: null, shown: ['a', 'b'] }
    expect(agree(desk(PAIR).asked, one, { ...one, shown: ['b', 'a'] })).toBe(true)
    expect(agree(desk(PAIR).asked, one, { ...one, choice: 'b' })).toBe(false)
  })
})

const ORDER = { key: 'q', kind: 'ranking', outputs: ['a', 'b', 'c', 'd'] }

describe('ranking', () => {
  const letters = (at: ReturnType<typeof desk>) => {
    const { order } = at.view()
    const groups = (at.answer()?.groups ?? []) as string[][]
    return groups.map((group) =>
      group
        .map((name) => String.fromCharCode(65 + order.indexOf(name)))
        .sort()
        .join(''),
    )
  }

  test('digits rank one after the other in the order shown; equal digits are ties', () => {
    const at = desk(ORDER)
    at.press(['3', '1'])
    expect(letters(at)).toEqual(['B', '', 'A'])
    at.press(['3', '2'])
    expect(letters(at)).toEqual(['B', 'D', 'AC'])
    expect(at.answer()?.shown).toEqual(at.view().order)
    at.press(['1', '1'])
    expect(letters(at)).toEqual(['B', 'D', 'AC'])
  })

  test('gaps close when all are ranked', () => {
    const at = desk(ORDER)
    at.press(['1', '1', '4', '4'])
    expect(letters(at)).toEqual(['AB', 'CD'])
  })

  test('without ties the one who was there changes places', () => {
    const at = desk({ ...ORDER, ties: false })
    at.press(['1', '2', '3', '4', 'k', '1'])
    expect(letters(at)).toEqual(['D', 'B', 'C', 'A'])
  })

  test('moving goes into a tie and out of it again; what is taken out has no rank', () => {
    const at = desk(ORDER)
    at.press(['1', '2', '3', '4', 'j', 'j', 'J'])
    expect(letters(at)).toEqual(['A', 'BC', 'D'])
    at.press(['J'])
    expect(letters(at)).toEqual(['A', 'C', 'B', 'D'])
    at.press(['K', 'K', 'K'])
    expect(letters(at)).toEqual(['AB', 'C', 'D'])
    at.press(['Delete'])
    expect(letters(at)).toEqual(['A', 'C', 'D'])
    expect(at.kind.faults(at.question, at.answer())).toEqual(['One output has no rank yet.'])
  })

  test('taking out without anything at hand takes nothing out, but is a key of the question', () => {
    const at = desk(ORDER)
    const before = at.press(['1', '2', '3', '4'])
    expect(at.kind.gestureOf(at.question, 'Delete')).not.toBeNull()
    expect(at.press(['Delete'])).toBe(before)
  })

  test('what is dragged lies where it was dropped', () => {
    const at = desk(ORDER)
    at.press(['1', '2', '3', '4'])
    const { order } = at.view()
    const drop = (made: Json) => at.kind.reduce(at.question, at.answer(), { ...made, part: order[3], order })
    const of = (answer: Json | null) =>
      (answer?.groups as string[][]).map((g) => g.map((n) => 'ABCD'[order.indexOf(n)]).join(''))
    expect(of(drop({ does: 'insert', before: 0 }))).toEqual(['D', 'A', 'B', 'C'])
    expect(of(drop({ does: 'insert', before: 3 }))).toEqual(['A', 'B', 'C', 'D'])
    expect([...(of(drop({ does: 'join', group: 1 }))[1] ?? '')].sort()).toEqual(['B', 'D'])
  })
})

describe('rubric', () => {
  const RUBRIC = {
    key: 'q',
    kind: 'rubric',
    notes: true,
    levels: ['Poor', 'Good'],
    criteria: ['Correct', { name: 'Tone', levels: ['Cold', 'Warm', 'Hot'] }, 'Clear'],
  }

  test('digits go from criterion to criterion; one that has no such step waits', () => {
    const at = desk(RUBRIC)
    expect(at.press(['2', '3', '3'])?.ratings).toEqual({ correct: 2, tone: 3 })
    expect(at.press(['1', '1', '1'])?.ratings).toEqual({ correct: 2, tone: 3, clear: 1 })
    expect(at.press(['k', 'k', '1'])?.ratings).toEqual({ correct: 2, tone: 1, clear: 1 })
  })

  test('a note alone is kept as a draft, and an emptied one is gone', () => {
    const { kind, question } = desk(RUBRIC)
    const noted = kind.reduce(question, null, { does: 'note', criterion: 'tone', text: 'dry' })
    expect(kind.readAnswer(question, noted)).toEqual({ ratings: {}, notes: { tone: 'dry' } })
    expect(kind.faults(question, noted)).toEqual(['Still to be judged: Correct, Tone, Clear.'])
    expect(kind.reduce(question, noted, { does: 'note', criterion: 'tone', text: '' })).toBeNull()
  })

  test('letters of a note are one step of undo, a judgement is one of its own', () => {
    const { kind, question } = desk(RUBRIC)
    const note = (text: string) => ({ ratings: { correct: 1 }, notes: { tone: text } })
    expect(kind.joins(note('dr'), note('dry'))).toBe(true)
    expect(kind.joins(note('dry'), note('dry '))).toBe(false)
    expect(kind.joins(note('dry'), { ...note('dry'), ratings: { correct: 2 } })).toBe(false)
    expect(setupOf(kind.name)?.faults(question)).toEqual([])
  })
})
