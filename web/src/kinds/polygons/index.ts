import { arriving } from '@/ui/arriving'
import type { Kind } from '../contract'
import { keysOf } from '../labels'
import { labelsSaid, markedPicture } from '../regions/schema'
import { NOTHING } from '../regions/view'
import { words as regions } from '../regions/words'
import { follow, gestureOf, joins, reduce, viewOf, type Gesture } from './reduce'
import * as schema from './schema'
import { polygonViewed } from './view'
import { words as s } from './words'

export const KIND: Kind<schema.PolygonsQuestion, schema.PolygonsAnswer, Gesture> = {
  name: 'polygons',
  title: s.title,
  readQuestion: schema.readQuestion,
  readAnswer: schema.readAnswer,
  faults: schema.faults,
  keys: (question) => [
    ...keysOf(question.labels).flatMap((key, i) => {
      const label = question.labels[i]
      return key && label ? [{ key, chooses: label.name }] : []
    }),
    { key: NOTHING, chooses: regions.nothingKey },
  ],
  gestureOf,
  viewOf,
  follow,
  reduce,
  joins,
  unfinished: (view) => (polygonViewed(view).path.length > 0 ? s.unfinished : null),
  single: () => false,
  shown: schema.shown,
  says: (question, { polygons }) => labelsSaid(question, polygons),
  conditions: (question) => question.labels.map(({ id, name }) => ({ says: id, name })),
  staged: (question, parts) => {
    const part = markedPicture(question, parts)
    return part ? [part.name] : []
  },
  Stage: arriving(() => import('./Stage'), 'Stage'),
  Editor: arriving(() => import('./Editor'), 'Editor'),
  Review: arriving(() => import('./Review'), 'Review'),
  Together: arriving(() => import('./Together'), 'Together'),
}
