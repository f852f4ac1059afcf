import type { ReviewProps } from '../contract'
import { RegionReview } from '../regions/RegionReview'
import { CRAFT } from './craft'
import type { PolygonsAnswer, PolygonsQuestion } from './schema'

/** The picture with its polygons, and a short list. */
export function Review(props: ReviewProps<PolygonsQuestion, PolygonsAnswer>) {
  return <RegionReview craft={CRAFT} {...props} />
}
