import type { TogetherProps } from '../contract'
import { RegionTogether } from '../regions/RegionTogether'
import { CRAFT } from './craft'
import type { KeypointsAnswer, KeypointsQuestion } from './schema'

/** Everybody's keypoints over each other. */
export function Together(props: TogetherProps<KeypointsQuestion, KeypointsAnswer>) {
  return <RegionTogether craft={CRAFT} {...props} />
}
