import type { ReviewProps } from '../contract'
import { RegionReview } from '../regions/RegionReview'
import { CRAFT } from './craft'
import type { BoxesAnswer, BoxesQuestion } from './schema'

/** The picture with its boxes, and a short list. */
export function Review(props: ReviewProps<BoxesQuestion, BoxesAnswer>) {
  return <RegionReview craft={CRAFT} {...props} />
}
