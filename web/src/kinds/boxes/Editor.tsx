import type { EditorProps } from '../contract'
import { RegionEditor } from '../regions/RegionEditor'
import { BoxDetails } from './BoxDetails'
import { CRAFT } from './craft'
import type { Gesture } from './reduce'
import type { BoxesAnswer, BoxesQuestion } from './schema'

/** Labels to give, and a list of the boxes. */
export function Editor(props: EditorProps<BoxesQuestion, BoxesAnswer, Gesture>) {
  return <RegionEditor craft={CRAFT} Details={BoxDetails} {...props} />
}
