import { words as s } from './words'
import type { Kind } from '../contract'
import { Editor } from './Editor'
import { gestureOf, reduce, type Gesture } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.RatingQuestion, schema.RatingAnswer, Gesture> = {
  name: 'rating',
  inBulk: true,
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => {
    const values = schema.levels(question)
    return schema
      .keysOf(question)
      .flatMap((key, i) => (key ? [{ key, chooses: String(values[i] ?? '') }] : []))
  },
  gestureOf,
  reduce,
  joins: () => false,
  single: () => true,
  shown: schema.shown,
  says: (_, answer) => [String(answer.value)],
  conditions: (question) =>
    schema.levels(question).map((value) => ({ says: String(value), name: String(value) })),
  Editor,
  Review,
}
