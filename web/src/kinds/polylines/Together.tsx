import type { TogetherProps } from '../contract'
import { RegionTogether } from '../regions/RegionTogether'
import { CRAFT } from './craft'
import type { PolylinesAnswer, PolylinesQuestion } from './schema'

/** Everybody's polylines over each other. */
export function Together(props: TogetherProps<PolylinesQuestion, PolylinesAnswer>) {
  return <RegionTogether craft={CRAFT} {...props} />
}
