import { words as s } from './words'
import type { Kind } from '../contract'
import { Editor } from './Editor'
import { joins, reduce, type Gesture } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.TextQuestion, schema.TextAnswer, Gesture> = {
  name: 'text',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: () => [],
  gestureOf: () => null,
  reduce,
  joins,
  single: () => false,
  shown: schema.shown,
  says: () => [],
  conditions: () => [],
  Editor,
  Review,
}
