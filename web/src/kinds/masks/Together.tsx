import type { TogetherProps } from '../contract'
import { RegionTogether } from '../regions/RegionTogether'
import { CRAFT } from './craft'
import type { MasksAnswer, MasksQuestion } from './schema'

/** Everybody's masks over each other. */
export function Together(props: TogetherProps<MasksQuestion, MasksAnswer>) {
  return <RegionTogether craft={CRAFT} {...props} />
}
