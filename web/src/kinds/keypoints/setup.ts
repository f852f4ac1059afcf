/** How a question of the kind keypoints is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { freshQuestion, regionFaults, samples } from '../regions/setup'
import { MOST_POINTS, type KeypointsQuestion } from './schema'
import { words as s } from './setupWords'
import { READY } from './skeletons'

function faults(question: KeypointsQuestion): Fault[] {
  const { key, points, least } = question
  const found = regionFaults(question, s.badTolerance)
  const where = `${key}.points`
  if (points.length === 0) found.push({ where, what: s.fewPoints })
  if (points.length > MOST_POINTS) found.push({ where, what: s.manyPoints })
  const names = points.map(({ name }) => name.trim().toLowerCase())
  const doubled = points.find((_, n) => names.indexOf(names[n] ?? '') !== n)
  if (doubled) found.push({ where, what: s.doubledPoint(doubled.name) })
  if (!(least >= 1 && least <= 10_000)) found.push({ where: `${key}.least`, what: s.badLeast })
  return found
}

export const SETUP: Setup<KeypointsQuestion> = {
  name: 'keypoints',
  about: s.about,
  fresh: (key) => ({ ...freshQuestion(key, 'keypoints', [s.freshA]), ...READY.person(), least: 16 }),
  faults,
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
