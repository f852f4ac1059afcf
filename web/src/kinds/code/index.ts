import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import type { Kind } from '../contract'
import { follow, gestureOf, joins, opening, reduce, verdictKey, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

/** The keys at the first criterion, or those that choose the better solution. */
function keys(question: schema.CodeQuestion) {
  const [first] = question.criteria
  if (first)
    return schema.stepsOf(first).flatMap((step, i) => {
      const key = verdictKey(first, i)
      return key ? [{ key, chooses: step.name }] : []
    })
  return schema.namedOf(question).map((name, i) => ({ key: String(i + 1), chooses: name }))
}

export const KIND: Kind<schema.CodeQuestion, schema.CodeAnswer, Gesture> = {
  name: 'code',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys,
  gestureOf,
  viewOf,
  opening,
  follow,
  reduce,
  joins,
  single: () => false,
  shown: schema.shown,
  bare: ({ verdicts, preferred }) => ({ verdicts, preferred }),
  says: (question, answer) => {
    const given = Object.values(answer.verdicts).flatMap((by) =>
      Object.entries(by).map(([c, v]) => `${c}:${v}`),
    )
    return question.criteria
      .flatMap((one) => schema.stepsOf(one).map((step) => `${one.id}:${step.id}`))
      .filter((said) => given.includes(said))
  },
  conditions: (question) =>
    question.criteria.flatMap((one) =>
      schema
        .stepsOf(one)
        .map((step) => ({ says: `${one.id}:${step.id}`, name: `${one.name}: ${step.name}` })),
    ),
  staged: (question, parts) => schema.solutionsOf(question, parts).map((part) => part.name),
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
}
