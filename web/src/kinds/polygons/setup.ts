/** How a question of the kind polygons is set up. */
import { arriving } from '@/ui/arriving'
import { readBase, type Fault, type Setup } from '../contract'
import { markLabelFaults } from '../marking/setup'
import type { PolygonsQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): PolygonsQuestion {
  const label = (name: string) => ({ id: '', name, key: null, color: null, help: '', attributes: [] })
  return {
    ...readBase({ key, kind: 'polygons' }),
    // Ids are made from the names when the question is stored, not from these two.
    labels: [label(s.freshA), label(s.freshB)],
    least: 1,
    tolerance: 0.5,
  }
}

function faults(question: PolygonsQuestion): Fault[] {
  const found = markLabelFaults(question)
  const { key, least, tolerance } = question
  if (!(least > 0 && least <= 1_000_000)) found.push({ where: `${key}.least`, what: s.badLeast })
  if (!(tolerance >= 0.1 && tolerance <= 0.95))
    found.push({ where: `${key}.tolerance`, what: s.badTolerance })
  return found
}

export const SETUP: Setup<PolygonsQuestion> = {
  name: 'polygons',
  about: s.about,
  fresh,
  faults,
  samples: (question) => [
    { name: question.part ?? 'picture', type: 'picture', url: '/street.svg', width: 960, height: 600 },
  ],
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
