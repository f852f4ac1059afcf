/** How a question of the kind text is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { readQuestion, type TextQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): TextQuestion {
  return readQuestion({ key, kind: 'text' })
}

function questionFaults(question: TextQuestion): Fault[] {
  return question.least > question.most ? [{ where: `${question.key}.least`, what: s.upsideDown }] : []
}

export const SETUP: Setup<TextQuestion> = {
  name: 'text',
  about: s.about,
  fresh,
  faults: questionFaults,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
