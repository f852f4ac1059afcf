import { arriving } from '@/ui/arriving'
import { regionKind } from '../regions/kind'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { begun, polygonViewed, takenUp } from './view'
import { words as s } from './words'

export const KIND = regionKind<schema.PolygonsQuestion, schema.PolygonsAnswer, Gesture>(
  ({ polygons }) => polygons,
  {
    name: 'polygons',
    title: s.title,
    readQuestion: schema.readQuestion,
    readAnswer: schema.readAnswer,
    faults: schema.faults,
    gestureOf,
    viewOf,
    follow,
    reduce,
    joins,
    begun: (view) => begun(polygonViewed(view)),
    takenUp,
    unfinished: (view) => (polygonViewed(view).path.length > 0 ? s.unfinished : null),
    shown: schema.shown,
    Stage: arriving(() => import('./Stage'), 'Stage'),
    Editor: arriving(() => import('./Editor'), 'Editor'),
    Review: arriving(() => import('./Review'), 'Review'),
    Together: arriving(() => import('./Together'), 'Together'),
  },
)
