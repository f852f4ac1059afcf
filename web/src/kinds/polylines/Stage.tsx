import { exact } from '@/ui/format'
import type { EditorProps } from '../contract'
import type { Work } from '../regions/craft'
import { RegionStage } from '../regions/RegionStage'
import { Active } from './Active'
import { CRAFT } from './craft'
import { hand, REST, type Doing } from './hand'
import { keyed } from './keys'
import type { Gesture } from './reduce'
import type { Polyline, PolylinesAnswer, PolylinesQuestion } from './schema'
import { polylineViewed, type PolylineView } from './view'
import { words as s } from './words'

const WORK: Work<PolylinesQuestion, PolylinesAnswer, Polyline, PolylineView, Gesture, Doing> = {
  ...CRAFT,
  rest: REST,
  viewed: polylineViewed,
  hand,
  keyed,
  draws: (_, view) => view.path.length > 0 || view.cursor !== null,
  pans: (doing) => doing.is === 'panning',
  Active,
  said: ({ path, cursor }) => cursor && s.said(s.points(path.length), exact(cursor[0]), exact(cursor[1])),
}

/** The picture of an item with the polylines in it. */
export function Stage(props: EditorProps<PolylinesQuestion, PolylinesAnswer, Gesture>) {
  return <RegionStage work={WORK} {...props} />
}
