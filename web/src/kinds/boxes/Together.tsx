import type { TogetherProps } from '../contract'
import { RegionTogether } from '../regions/RegionTogether'
import { CRAFT } from './craft'
import type { BoxesAnswer, BoxesQuestion } from './schema'

/** Everybody's boxes over each other. */
export function Together(props: TogetherProps<BoxesQuestion, BoxesAnswer>) {
  return <RegionTogether craft={CRAFT} {...props} />
}
