import type { ReviewProps } from '../contract'
import { RegionReview } from '../regions/RegionReview'
import { CRAFT } from './craft'
import type { KeypointsAnswer, KeypointsQuestion } from './schema'

/** The picture with its keypoints, and a short list. */
export function Review(props: ReviewProps<KeypointsQuestion, KeypointsAnswer>) {
  return <RegionReview craft={CRAFT} {...props} />
}
