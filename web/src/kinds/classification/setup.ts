/** How a question of the kind classification is set up. */
import { arriving } from '@/ui/arriving'
import { readBase, type Fault, type Setup } from '../contract'
import { labelFaults } from '../setupFaults'
import type { ClassificationQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): ClassificationQuestion {
  return {
    ...readBase({ key, kind: 'classification' }),
    multiple: false,
    // Ids are made from the names when the question is stored, not from these two.
    labels: [s.freshA, s.freshB].map((name) => ({
      id: '',
      name,
      key: null,
      color: null,
      help: '',
    })),
  }
}

function questionFaults(question: ClassificationQuestion): Fault[] {
  const where = `${question.key}.labels`
  const found: Fault[] = []
  if (question.labels.length < 2) found.push({ where, what: s.fewLabels })
  found.push(...labelFaults(where, question.labels))
  return found
}

export const SETUP: Setup<ClassificationQuestion> = {
  name: 'classification',
  about: s.about,
  fresh,
  faults: questionFaults,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
