import type { EditorProps } from '../contract'
import type { Work } from '../regions/craft'
import { RegionStage } from '../regions/RegionStage'
import { viewed, type RegionView } from '../regions/view'
import { Active } from './Active'
import { CRAFT } from './craft'
import { hand, REST, type Doing } from './hand'
import { keyed } from './keys'
import type { Gesture } from './reduce'
import type { Box, BoxesAnswer, BoxesQuestion } from './schema'

const WORK: Work<BoxesQuestion, BoxesAnswer, Box, RegionView, Gesture, Doing> = {
  ...CRAFT,
  rest: REST,
  viewed,
  hand,
  keyed,
  draws: (doing) => doing.is === 'drawing',
  pans: (doing) => doing.is === 'panning',
  Active,
}

/** The picture of an item with the boxes in it. */
export function Stage(props: EditorProps<BoxesQuestion, BoxesAnswer, Gesture>) {
  return <RegionStage work={WORK} {...props} />
}
