import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import { shuffled } from '../chance'
import type { Kind } from '../contract'
import { gestureOf, KEYS, reduce, type Gesture, type Place } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.PairwiseQuestion, schema.PairwiseAnswer, Gesture> = {
  name: 'pairwise',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => {
    const places: [Place, string, boolean][] = [
      ['first', s.better(1), true],
      ['second', s.better(2), true],
      ['tie', s.tie, question.tie],
      ['neither', s.neither, question.both_bad],
    ]
    const strengths = question.strength === 'no' ? [] : schema.STRENGTHS
    return [
      ...places.filter(([, , on]) => on).map(([place, chooses]) => ({ key: KEYS[place], chooses })),
      ...strengths.map((strength) => ({ key: KEYS[strength], chooses: s.strengths[strength] })),
    ]
  },
  gestureOf,
  opening: (question, _parts, seed): schema.View => ({
    order: shuffled(question.outputs, seed),
    marks: false,
  }),
  viewOf: (question, key, view) => {
    const at = schema.viewed(question, view)
    return key === KEYS.marks ? { ...at, marks: !at.marks } : undefined
  },
  reduce,
  joins: () => false,
  single: (question) => question.strength === 'no',
  shown: schema.shown,
  bare: ({ choice, strength }) => ({ choice, strength }),
  says: (_, answer) => [answer.choice],
  conditions: (question) =>
    schema.choices(question).map((choice) => ({ says: choice, name: nameOf(choice) })),
  staged: (question, parts) => {
    const there = parts.map((part) => part.name)
    return question.outputs.filter((name) => there.includes(name))
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  markdown: true,
  beside: true,
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review,
}

function nameOf(choice: string): string {
  if (choice === schema.TIE) return s.tie
  return choice === schema.NEITHER ? s.neither : s.betterShown(choice)
}
