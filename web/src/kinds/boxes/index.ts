import { arriving } from '@/ui/arriving'
import { regionKind } from '../regions/kind'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { words as s } from './words'

export const KIND = regionKind<schema.BoxesQuestion, schema.BoxesAnswer, Gesture>(({ boxes }) => boxes, {
  name: 'boxes',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  gestureOf,
  viewOf,
  follow,
  reduce,
  joins,
  shown: schema.shown,
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
  Together: arriving(() => import('./Together'), 'Together'),
})
