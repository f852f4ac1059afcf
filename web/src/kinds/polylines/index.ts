import { arriving } from '@/ui/arriving'
import { begun } from '../points/path'
import { regionKind } from '../regions/kind'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { polylineViewed, takenUp } from './view'
import { words as s } from './words'

export const KIND = regionKind<schema.PolylinesQuestion, schema.PolylinesAnswer, Gesture>(
  ({ polylines }) => polylines,
  {
    name: 'polylines',
    title: s.title,
    readQuestion: schema.readQuestion,
    readAnswer: schema.readAnswer,
    faults: schema.faults,
    gestureOf,
    viewOf,
    follow,
    reduce,
    joins,
    begun: (view) => begun(polylineViewed(view)),
    takenUp,
    unfinished: (view) => (polylineViewed(view).path.length > 0 ? s.unfinished : null),
    shown: schema.shown,
    Stage: arriving(() => import('./Stage'), 'Stage'),
    Editor: arriving(() => import('./Editor'), 'Editor'),
    Review: arriving(() => import('./Review'), 'Review'),
    Together: arriving(() => import('./Together'), 'Together'),
  },
)
