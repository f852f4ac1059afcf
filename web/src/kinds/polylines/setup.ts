/** How a question of the kind polylines is set up. */
import { arriving } from '@/ui/arriving'
import type { Setup } from '../contract'
import { freshQuestion, regionFaults, samples } from '../regions/setup'
import type { PolylinesQuestion } from './schema'
import { words as s } from './setupWords'

export const SETUP: Setup<PolylinesQuestion> = {
  name: 'polylines',
  about: s.about,
  fresh: (key) => ({ ...freshQuestion(key, 'polylines', [s.freshA, s.freshB]), reach: 16, directed: false }),
  faults: (question) => {
    const { key, reach } = question
    const fits = reach >= 1 && reach <= 1_000
    return [
      ...regionFaults(question, s.badTolerance),
      ...(fits ? [] : [{ where: `${key}.reach`, what: s.badReach }]),
    ]
  },
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
