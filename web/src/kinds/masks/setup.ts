/** How a question of the kind masks is set up. */
import { arriving } from '@/ui/arriving'
import type { Setup } from '../contract'
import { freshQuestion, regionFaults, samples } from '../regions/setup'
import type { MasksQuestion } from './schema'
import { words as s } from './setupWords'

export const SETUP: Setup<MasksQuestion> = {
  name: 'masks',
  about: s.about,
  fresh: (key) => ({ ...freshQuestion(key, 'masks', [s.freshA, s.freshB]), least: 1, overlap: 'allowed' }),
  faults: (question) => {
    const { key, least } = question
    const fits = Number.isInteger(least) && least >= 1 && least <= 1_000_000
    return [
      ...regionFaults(question, s.badTolerance),
      ...(fits ? [] : [{ where: `${key}.least`, what: s.badLeast }]),
    ]
  },
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
