/** How a question of the kind rubric is set up. */
import { arriving } from '@/ui/arriving'
import type { Fault, Setup } from '../contract'
import { freshLevels } from './freshLevels'
import { readQuestion, type RubricQuestion } from './schema'
import { words as s } from './setupWords'

function fresh(key: string): RubricQuestion {
  return {
    ...readQuestion({ key, kind: 'rubric' }),
    // The id is made from the name when the question is stored.
    criteria: [{ id: '', name: s.freshCriterion, help: '', levels: freshLevels() }],
  }
}

function questionFaults(question: RubricQuestion): Fault[] {
  const where = `${question.key}.criteria`
  const found: Fault[] = []
  const add = (what: string) => found.push({ where, what })
  if (question.criteria.length === 0) add(s.noCriteria)
  const names = question.criteria.map(({ name }) => name.trim().toLowerCase())
  if (names.includes('')) add(s.namelessCriterion)
  const doubled = doubledIn(names)
  if (doubled !== undefined) add(s.doubledCriterion(doubled))
  for (const { name, levels } of question.criteria) {
    if (levels.length < 2) add(s.fewLevels(name))
    const steps = levels.map((level) => level.name.trim().toLowerCase())
    if (steps.includes('')) add(s.namelessLevel(name))
    const twice = doubledIn(steps)
    if (twice !== undefined) add(s.doubledLevel(twice))
    if (levels.some((level, i) => i > 0 && level.value <= (levels[i - 1]?.value ?? 0))) add(s.rising(name))
    if (question.tolerance > 0 && question.tolerance >= levels.length - 1)
      found.push({ where: `${question.key}.tolerance`, what: s.tolerant(name) })
  }
  return found
}

function doubledIn(names: string[]): string | undefined {
  return names.find((name, i) => name !== '' && names.indexOf(name) !== i)
}

export const SETUP: Setup<RubricQuestion> = {
  name: 'rubric',
  about: s.about,
  fresh,
  faults: questionFaults,
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
