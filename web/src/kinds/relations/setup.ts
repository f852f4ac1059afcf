/** How a question of the kind relations is set up. */
import { arriving } from '@/ui/arriving'
import { readBase, type Fault, type Setup } from '../contract'
import { markLabelFaults, rowFaults } from '../marking/setup'
import { words as s } from '../marking/setupWords'
import { shared } from '../setupWords'
import type { RelationsQuestion } from './schema'
import { words as own } from './setupWords'

function fresh(key: string): RelationsQuestion {
  const label = (name: string) => ({ id: '', name, key: null, color: null, help: '' })
  return {
    ...readBase({ key, kind: 'relations' }),
    labels: [s.freshA, s.freshB].map((name) => ({ ...label(name), attributes: [] })),
    overlapping: true,
    tolerance: 'overlap',
    relations: [{ ...label(own.fresh), head: [], tail: [] }],
  }
}

function questionFaults(question: RelationsQuestion): Fault[] {
  const where = `${question.key}.relations`
  const found = [...markLabelFaults(question), ...rowFaults(where, question.relations)]
  const keys = new Set(question.labels.map((label) => label.key).filter((key) => key !== null))
  const clash = question.relations.find((type) => type.key !== null && keys.has(type.key))
  if (clash?.key != null) found.push({ where, what: shared.labels.doubledKey(clash.key) })
  const names = new Set(question.labels.map((label) => label.name.trim().toLowerCase()))
  const doubled = question.relations.find((type) => names.has(type.name.trim().toLowerCase()))
  if (doubled) found.push({ where, what: shared.labels.doubled(doubled.name) })
  return found
}

export const SETUP: Setup<RelationsQuestion> = {
  name: 'relations',
  about: own.about,
  fresh,
  faults: questionFaults,
  samples: (question) => [{ name: question.part ?? 'text', type: 'text', text: s.sample }],
  Builder: arriving(() => import('./Builder'), 'Builder'),
}
