import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import type { Kind } from '../contract'
import { follow, gestureOf, joins, NOTHING, opening, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'

/** The keys at the first place where keys can be. */
function keys(question: schema.ChatQuestion) {
  const { turns, whole, replies } = question
  if (turns) {
    const of = schema.turnKeys(question)
    const all = turns.labels.flatMap((label, i) => {
      const key = of[i]
      return key ? [{ key, chooses: label.name }] : []
    })
    const free = turns.multiple && !of.includes(NOTHING)
    return free ? [...all, { key: NOTHING, chooses: s.none }] : all
  }
  if (whole) {
    const values = schema.levels(whole)
    return schema
      .levelKeys(whole)
      .flatMap((key, i) => (key ? [{ key, chooses: String(values[i] ?? '') }] : []))
  }
  return replies.map((name, i) => ({ key: String(i + 1), chooses: name }))
}

export const KIND: Kind<schema.ChatQuestion, schema.ChatAnswer, Gesture> = {
  name: 'chat',
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
  says: (question, answer) =>
    (question.turns?.labels ?? [])
      .map((label) => label.id)
      .filter((id) => answer.turns.some((turn) => turn.labels.includes(id))),
  conditions: (question) =>
    (question.turns?.labels ?? []).map((label) => ({ says: label.id, name: label.name })),
  staged: (question, parts) => {
    const found = question.turns ? schema.conversationOf(question, parts) : null
    return found ? [found.part.name] : []
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  markdown: true,
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
}
