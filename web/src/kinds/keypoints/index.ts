import { arriving } from '@/ui/arriving'
import { regionKind } from '../regions/kind'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { inWork, keypointsViewed, nextOf } from './view'
import { words as s } from './words'

export const KIND = regionKind<schema.KeypointsQuestion, schema.KeypointsAnswer, Gesture>(
  ({ keypoints }) => keypoints,
  {
    name: 'keypoints',
    title: s.title,
    readQuestion: schema.readQuestion,
    readAnswer: schema.readAnswer,
    faults: schema.faults,
    gestureOf,
    viewOf,
    follow,
    reduce,
    joins,
    unfinished: (view, question, answer) => {
      const at = keypointsViewed(view)
      const skeletons = answer?.keypoints ?? []
      const next = inWork(at, skeletons) && nextOf(question, at, skeletons)
      return next ? s.unfinished(next.name) : null
    },
    shown: schema.shown,
    Stage: arriving(() => import('./Stage'), 'Stage'),
    Editor: arriving(() => import('./Editor'), 'Editor'),
    Review: arriving(() => import('./Review'), 'Review'),
    Together: arriving(() => import('./Together'), 'Together'),
  },
)
