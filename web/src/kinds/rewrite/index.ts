import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import type { Kind } from '../contract'
import { isLong, LongField } from './long'
import { gestureOf, joins, KEEP, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

export const KIND: Kind<schema.RewriteQuestion, schema.RewriteAnswer, Gesture> = {
  name: 'rewrite',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => (question.must_change ? [] : [{ key: KEEP, chooses: s.keep }]),
  gestureOf,
  viewOf,
  reduce,
  joins,
  single: () => false,
  shown: schema.shown,
  bare: (answer) => answer.text,
  says: () => [],
  conditions: () => [],
  staged: (question, parts) => {
    const part = schema.sourceOf(question, parts)
    return part ? [part.name] : []
  },
  needs: (question, parts) => (isLong(schema.sourceOf(question, parts)?.text ?? '') ? [LongField] : []),
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
}
