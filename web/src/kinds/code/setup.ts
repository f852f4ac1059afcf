/** How a question of the kind code is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, PartLike, Setup } from '../contract'
import { labelFaults } from '../setupFaults'
import { namedOf, readQuestion, stepsOf, type CodeQuestion } from './schema'
import { words as s } from './setupWords'

const RESERVED = ['corrected', 'preferred', 'source']

function fresh(key: string): CodeQuestion {
  return readQuestion({ key, kind: 'code', criteria: [s.freshCriterion] })
}

function questionFaults(question: CodeQuestion): Fault[] {
  const { key, criteria, solutions } = question
  const found: Fault[] = []
  const put = (where: string, what: string) => found.push({ where, what })
  if (criteria.length === 0 && !question.prefer) put(`${key}.criteria`, s.nothingAsked)
  const ids = criteria.map((criterion) => criterion.id)
  for (const criterion of criteria) {
    const where = `${key}.criteria.${criterion.id}`
    if (criterion.name.trim() === '') put(where, s.namelessCriterion)
    if (RESERVED.includes(criterion.id)) put(where, s.reserved(criterion.id))
    if (ids.indexOf(criterion.id) !== ids.lastIndexOf(criterion.id)) put(where, s.doubledCriterion)
    if (stepsOf(criterion).length < 2) put(where, s.fewSteps)
    found.push(...labelFaults(where, criterion.labels))
  }
  if (new Set(solutions).size !== solutions.length) put(`${key}.solutions`, s.doubledSolution)
  if (question.prefer && namedOf(question).length === 1) put(`${key}.prefer`, s.onePrefer)
  return found
}

function samples(question: CodeQuestion): PartLike[] {
  const named = namedOf(question)
  const names = named.length > 0 ? named : question.prefer ? ['solution_a', 'solution_b'] : ['solution']
  return names.map((name) => ({ name, type: 'code', text: s.sample, data: { language: 'python' } }))
}

export const SETUP: Setup<CodeQuestion> = {
  name: 'code',
  about: s.about,
  fresh,
  faults: questionFaults,
  samples,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
