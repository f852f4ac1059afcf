/** How a question of the kind spans is set up. */
import { arriving } from '@/ui/arriving'
import { readBase, type Setup } from '../contract'
import { markLabelFaults } from '../marking/setup'
import { words as s } from '../marking/setupWords'
import type { SpansQuestion } from './schema'
import { words as own } from './setupWords'

function fresh(key: string): SpansQuestion {
  const label = (name: string) => ({ id: '', name, key: null, color: null, help: '', attributes: [] })
  return {
    ...readBase({ key, kind: 'spans' }),
    // Ids are made from the names when the question is stored, not from these two.
    labels: [label(s.freshA), label(s.freshB)],
    overlapping: true,
    tolerance: 'overlap',
  }
}

export const SETUP: Setup<SpansQuestion> = {
  name: 'spans',
  about: own.about,
  fresh,
  faults: markLabelFaults,
  samples: (question) => [{ name: question.part ?? 'text', type: 'text', text: s.sample }],
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
