/** How a question of the kind rewrite is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { readQuestion, type RewriteQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): RewriteQuestion {
  return readQuestion({ key, kind: 'rewrite' })
}

function questionFaults(question: RewriteQuestion): Fault[] {
  return question.least > question.most ? [{ where: `${question.key}.least`, what: s.upsideDown }] : []
}

export const SETUP: Setup<RewriteQuestion> = {
  name: 'rewrite',
  about: s.about,
  fresh,
  faults: questionFaults,
  samples: (question) => [{ name: question.part ?? 'text', type: 'text', text: s.sample }],
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
