import { arriving } from '@/ui/arriving'
import { words as s } from './words'
import { shuffled } from '../chance'
import type { Kind } from '../contract'
import { follow, gestureOf, reduce, type Gesture } from './reduce'
import { Review } from './Review'
import * as schema from './schema'

export const KIND: Kind<schema.RankingQuestion, schema.RankingAnswer, Gesture> = {
  name: 'ranking',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) =>
    question.outputs.slice(0, 10).map((_, i) => ({ key: String((i + 1) % 10), chooses: s.rank(i + 1) })),
  gestureOf,
  opening: (question, _parts, seed): schema.View => ({ order: shuffled(question.outputs, seed), at: null }),
  follow,
  reduce,
  joins: () => false,
  single: () => false,
  shown: schema.shown,
  bare: ({ groups }) => groups,
  says: (_, answer) => answer.groups[0] ?? [],
  conditions: (question) => question.outputs.map((name) => ({ says: name, name: s.best(name) })),
  staged: (question, parts) => {
    const there = parts.map((part) => part.name)
    return question.outputs.filter((name) => there.includes(name))
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  markdown: true,
  beside: true,
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review,
}
