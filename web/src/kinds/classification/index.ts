import { words as s } from './words'
import type { Kind } from '../contract'
import { Editor } from './Editor'
import { gestureOf, reduce, type Gesture } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.ClassificationQuestion, schema.ClassificationAnswer, Gesture> = {
  name: 'classification',
  inBulk: true,
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) =>
    schema.keysOf(question).flatMap((key, i) => {
      const label = question.labels[i]
      return key && label ? [{ key, chooses: label.name }] : []
    }),
  gestureOf,
  reduce,
  joins: () => false,
  single: (question) => !question.multiple,
  shown: schema.shown,
  says: (_, answer) => answer.labels,
  conditions: (question) => question.labels.map((label) => ({ says: label.id, name: label.name })),
  Editor,
  Review,
}
