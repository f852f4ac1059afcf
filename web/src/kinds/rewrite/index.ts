import { lazy } from 'react'
import { judging } from '@/ui/strings/judging'
import type { Kind } from '../contract'
import { gestureOf, joins, KEEP, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

const s = judging.rewrite

export const KIND: Kind<schema.RewriteQuestion, schema.RewriteAnswer, Gesture> = {
  name: 'rewrite',
  title: s.title,
  about: s.about,
  readQuestion: schema.readQuestion,
  fresh: schema.fresh,
  questionFaults: schema.questionFaults,
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
  samples: (question) => [{ name: question.part ?? 'text', type: 'text', text: s.sample }],
  Stage: lazy(() => import('./Stage').then((m) => ({ default: m.Stage }))),
  Editor: lazy(() => import('./Editor').then((m) => ({ default: m.Editor }))),
  Review: lazy(() => import('./Review').then((m) => ({ default: m.Review }))),
  Builder: lazy(() => import('./Builder').then((m) => ({ default: m.Builder }))),
}
