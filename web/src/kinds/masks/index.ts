import { arriving } from '@/ui/arriving'
import { regionKind } from '../regions/kind'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { begun, isBrush, maskViewed, takenUp } from './view'
import { words as s } from './words'

export const KIND = regionKind<schema.MasksQuestion, schema.MasksAnswer, Gesture>(({ masks }) => masks, {
  name: 'masks',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  gestureOf,
  viewOf,
  follow,
  reduce,
  joins,
  begun: (view) => begun(maskViewed(view)),
  takenUp,
  unfinished: (raw) => {
    const view = maskViewed(raw)
    if (view.path.length === 0) return null
    return isBrush(view) ? s.unfinishedStroke : s.unfinished
  },
  shown: schema.shown,
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
  Together: arriving(() => import('./Together'), 'Together'),
})
