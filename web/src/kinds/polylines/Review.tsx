import type { ReviewProps } from '../contract'
import { RegionReview } from '../regions/RegionReview'
import { CRAFT } from './craft'
import type { PolylinesAnswer, PolylinesQuestion } from './schema'

/** The picture with its polylines, and a short list. */
export function Review(props: ReviewProps<PolylinesQuestion, PolylinesAnswer>) {
  return <RegionReview craft={CRAFT} {...props} />
}
