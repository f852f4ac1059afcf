import type { ReviewProps } from '../contract'
import { RegionReview } from '../regions/RegionReview'
import { CRAFT } from './craft'
import type { MasksAnswer, MasksQuestion } from './schema'

/** The picture with its masks, and a short list. */
export function Review(props: ReviewProps<MasksQuestion, MasksAnswer>) {
  return <RegionReview craft={CRAFT} {...props} />
}
