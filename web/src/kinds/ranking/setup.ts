/** How a question of the kind ranking is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { nameFaults, sampleParts } from '../setupFaults'
import { MOST, readQuestion, type RankingQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): RankingQuestion {
  return readQuestion({ key, kind: 'ranking', outputs: ['response_a', 'response_b', 'response_c'] })
}

function questionFaults(question: RankingQuestion): Fault[] {
  const where = `${question.key}.outputs`
  const found = nameFaults(where, question.outputs)
  if (question.outputs.length < 2) found.push({ where, what: s.few })
  if (question.outputs.length > MOST) found.push({ where, what: s.many })
  return found
}

export const SETUP: Setup<RankingQuestion> = {
  name: 'ranking',
  about: s.about,
  fresh,
  faults: questionFaults,
  samples: (question) => sampleParts(question.outputs),
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
