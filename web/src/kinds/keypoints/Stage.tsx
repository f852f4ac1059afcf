import { exact } from '@/ui/format'
import type { EditorProps } from '../contract'
import type { Work } from '../regions/craft'
import { RegionStage } from '../regions/RegionStage'
import { Active } from './Active'
import { CRAFT } from './craft'
import { hand, REST, type Doing } from './hand'
import { keyed } from './keys'
import type { Gesture } from './reduce'
import type { KeypointsAnswer, KeypointsQuestion, Skeleton } from './schema'
import { keypointsViewed, type KeypointsView } from './view'
import { words as s } from './words'

const WORK: Work<KeypointsQuestion, KeypointsAnswer, Skeleton, KeypointsView, Gesture, Doing> = {
  ...CRAFT,
  rest: REST,
  viewed: keypointsViewed,
  hand,
  keyed,
  draws: (doing, view) => doing.is === 'reaching' || view.cursor !== null,
  pans: (doing) => doing.is === 'panning',
  Active,
  said: ({ cursor }) => cursor && s.said(exact(cursor[0]), exact(cursor[1])),
}

/** The picture of an item with the skeletons in it. */
export function Stage(props: EditorProps<KeypointsQuestion, KeypointsAnswer, Gesture>) {
  return <RegionStage work={WORK} {...props} />
}
