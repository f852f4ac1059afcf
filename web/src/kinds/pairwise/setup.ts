/** How a question of the kind pairwise is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { nameFaults, sampleParts } from '../setupFaults'
import { NEITHER, readQuestion, TIE, type PairwiseQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): PairwiseQuestion {
  return readQuestion({ key, kind: 'pairwise', outputs: ['response_a', 'response_b'] })
}

function questionFaults(question: PairwiseQuestion): Fault[] {
  const where = `${question.key}.outputs`
  const found = nameFaults(where, question.outputs)
  for (const name of question.outputs)
    if (name === TIE || name === NEITHER) found.push({ where, what: s.verdictName(name) })
  if (question.outputs.filter((name) => question.systems[name]).length === 1)
    found.push({ where: `${question.key}.systems`, what: s.oneSystem })
  return found
}

export const SETUP: Setup<PairwiseQuestion> = {
  name: 'pairwise',
  about: s.about,
  fresh,
  faults: questionFaults,
  samples: (question) => sampleParts(question.outputs),
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
