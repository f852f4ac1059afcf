/** How a question of the kind boxes is set up. */
import { arriving } from '@/ui/arriving'
import type { Setup } from '../contract'
import { freshQuestion, regionFaults, samples } from '../regions/setup'
import type { BoxesQuestion } from './schema'
import { words as s } from './setupWords'

export const SETUP: Setup<BoxesQuestion> = {
  name: 'boxes',
  about: s.about,
  fresh: (key) => ({
    ...freshQuestion(key, 'boxes', [s.freshA, s.freshB]),
    rotated: false,
    crowds: false,
    least: 1,
  }),
  faults: (question) => {
    const { key, least } = question
    const fits = least > 0 && least <= 1000
    return [
      ...regionFaults(question, s.badTolerance),
      ...(fits ? [] : [{ where: `${key}.least`, what: s.badLeast }]),
    ]
  },
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
