import type { TogetherProps } from '../contract'
import { RegionTogether } from '../regions/RegionTogether'
import { CRAFT } from './craft'
import type { PolygonsAnswer, PolygonsQuestion } from './schema'

/** Everybody's polygons over each other. */
export function Together(props: TogetherProps<PolygonsQuestion, PolygonsAnswer>) {
  return <RegionTogether craft={CRAFT} {...props} />
}
