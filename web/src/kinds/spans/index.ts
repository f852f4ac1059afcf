import { arriving } from '@/ui/arriving'
import { words as own } from './words'
import { words as s } from '../marking/words'
import type { Kind } from '../contract'
import { NOTHING } from '../marking/reduce'
import { keysOf } from '../labels'
import { markedPart } from '../marking/schema'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

export const KIND: Kind<schema.SpansQuestion, schema.SpansAnswer, Gesture> = {
  name: 'spans',
  title: own.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => [
    ...keysOf(question.labels).flatMap((key, i) => {
      const label = question.labels[i]
      return key && label ? [{ key, chooses: label.name }] : []
    }),
    { key: NOTHING, chooses: s.nothingKey },
  ],
  gestureOf,
  viewOf,
  follow,
  reduce,
  joins,
  single: () => false,
  shown: schema.shown,
  says: (question, answer) =>
    question.labels.map(({ id }) => id).filter((id) => answer.spans.some((span) => span.label === id)),
  conditions: (question) => question.labels.map(({ id, name }) => ({ says: id, name })),
  staged: (question, parts) => {
    const part = markedPart(question, parts)
    return part ? [part.name] : []
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
}
