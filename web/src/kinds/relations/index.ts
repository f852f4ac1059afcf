import { arriving } from '@/ui/arriving'
import { words as own } from './words'
import { words as s } from '../marking/words'
import type { Kind } from '../contract'
import { NOTHING } from '../marking/reduce'
import { keysOf } from '../labels'
import { markedPart } from '../marking/schema'
import { follow, gestureOf, reduce, relationKeys, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

export const KIND: Kind<schema.RelationsQuestion, schema.RelationsAnswer, Gesture> = {
  name: 'relations',
  title: own.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => {
    const hints = (labels: { name: string }[], keys: (string | null)[]) =>
      keys.flatMap((key, i) => (key && labels[i] ? [{ key, chooses: labels[i].name }] : []))
    return [
      ...hints(question.labels, keysOf(question.labels)),
      ...hints(question.relations, relationKeys(question)),
      { key: NOTHING, chooses: s.nothingKey },
    ]
  },
  gestureOf,
  viewOf,
  follow,
  reduce,
  joins: () => false,
  single: () => false,
  shown: schema.shown,
  says: (question, answer) => {
    const used = new Set([...answer.spans, ...answer.relations].map((one) => one.label))
    return [...question.labels, ...question.relations].map(({ id }) => id).filter((id) => used.has(id))
  },
  conditions: (question) =>
    [...question.labels, ...question.relations].map(({ id, name }) => ({ says: id, name })),
  staged: (question, parts) => {
    const part = markedPart(question, parts)
    return part ? [part.name] : []
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
}
