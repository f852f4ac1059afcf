/** How a question of the kind boxes is set up. */
import { arriving } from '@/ui/arriving'
import { readBase, type Fault, type Setup } from '../contract'
import { markLabelFaults } from '../marking/setup'
import type { BoxesQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): BoxesQuestion {
  const label = (name: string) => ({ id: '', name, key: null, color: null, help: '', attributes: [] })
  return {
    ...readBase({ key, kind: 'boxes' }),
    // Ids are made from the names when the question is stored, not from these two.
    labels: [label(s.freshA), label(s.freshB)],
    rotated: false,
    crowds: false,
    least: 1,
    tolerance: 0.5,
  }
}

function faults(question: BoxesQuestion): Fault[] {
  const found = markLabelFaults(question)
  const { key, least, tolerance } = question
  if (!(least > 0 && least <= 1000)) found.push({ where: `${key}.least`, what: s.badLeast })
  if (!(tolerance >= 0.1 && tolerance <= 0.95))
    found.push({ where: `${key}.tolerance`, what: s.badTolerance })
  return found
}

export const SETUP: Setup<BoxesQuestion> = {
  name: 'boxes',
  about: s.about,
  fresh,
  faults,
  samples: (question) => [
    { name: question.part ?? 'picture', type: 'picture', url: '/street.svg', width: 960, height: 600 },
  ],
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
