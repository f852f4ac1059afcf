/** How a question of the kind rating is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { readQuestion, type RatingQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): RatingQuestion {
  return readQuestion({ key, kind: 'rating' })
}

function questionFaults(question: RatingQuestion): Fault[] {
  if (question.high <= question.low) return [{ where: `${question.key}.high`, what: s.upsideDown }]
  if (question.high - question.low > 100) return [{ where: `${question.key}.high`, what: s.tooMany }]
  if (question.tolerance >= question.high - question.low)
    return [{ where: `${question.key}.tolerance`, what: s.tolerant }]
  return []
}

export const SETUP: Setup<RatingQuestion> = {
  name: 'rating',
  about: s.about,
  fresh,
  faults: questionFaults,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
