/** How a question of the kind polygons is set up. */
import { arriving } from '@/ui/arriving'
import type { Setup } from '../contract'
import { freshQuestion, regionFaults, samples } from '../regions/setup'
import type { PolygonsQuestion } from './schema'
import { words as s } from './setupWords'

export const SETUP: Setup<PolygonsQuestion> = {
  name: 'polygons',
  about: s.about,
  fresh: (key) => ({ ...freshQuestion(key, 'polygons', [s.freshA, s.freshB]), least: 1 }),
  faults: (question) => {
    const { key, least } = question
    const fits = least > 0 && least <= 1_000_000
    return [
      ...regionFaults(question, s.badTolerance),
      ...(fits ? [] : [{ where: `${key}.least`, what: s.badLeast }]),
    ]
  },
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
