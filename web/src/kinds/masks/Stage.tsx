import { exact } from '@/ui/format'
import type { EditorProps } from '../contract'
import type { Work } from '../regions/craft'
import { RegionStage } from '../regions/RegionStage'
import { Active } from './Active'
import { CRAFT } from './craft'
import { hand, REST, type Doing } from './hand'
import { keyed } from './keys'
import type { Gesture } from './reduce'
import type { Mask, MasksAnswer, MasksQuestion } from './schema'
import { isBrush, maskViewed, type MaskView } from './view'
import { words as s } from './words'

const WORK: Work<MasksQuestion, MasksAnswer, Mask, MaskView, Gesture, Doing> = {
  ...CRAFT,
  rest: REST,
  viewed: maskViewed,
  hand,
  keyed,
  draws: (doing, view) =>
    doing.is === 'painting' || doing.is === 'reaching' || view.path.length > 0 || view.cursor !== null,
  pans: (doing) => doing.is === 'panning',
  Active,
  said,
}

function said(view: MaskView): string | null {
  const { cursor, path, tool, brush } = view
  if (!cursor) return null
  const place = s.cursorAt(exact(cursor[0]), exact(cursor[1]))
  if (!isBrush(view)) return `${s.points(path.length)}. ${place}`
  return `${s.tools[tool]}, ${s.pixels(brush)}, ${path.length > 0 ? s.down : s.lifted}. ${place}`
}

/** The picture of an item with the masks in it. */
export function Stage(props: EditorProps<MasksQuestion, MasksAnswer, Gesture>) {
  return <RegionStage work={WORK} {...props} />
}
