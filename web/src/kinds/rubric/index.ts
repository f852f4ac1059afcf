import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import type { Kind } from '../contract'
import { follow, gestureOf, joins, mostLevels, reduce, type Gesture } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.RubricQuestion, schema.RubricAnswer, Gesture> = {
  name: 'rubric',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) =>
    Array.from({ length: mostLevels(question) }, (_, i) => ({ key: String(i + 1), chooses: s.step(i + 1) })),
  gestureOf,
  opening: (): schema.View => ({ at: null }),
  follow,
  reduce,
  joins,
  single: () => false,
  shown: schema.shown,
  bare: ({ ratings }) => ratings,
  says: (question, answer) =>
    question.criteria.flatMap(({ id }) =>
      answer.ratings[id] === undefined ? [] : [`${id}/${String(answer.ratings[id])}`],
    ),
  conditions: (question) =>
    question.criteria.flatMap(({ id, name, levels }) =>
      levels.map((level) => ({ says: `${id}/${String(level.value)}`, name: `${name}: ${level.name}` })),
    ),
  markdown: true,
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review,
}
