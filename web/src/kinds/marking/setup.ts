/** What is wrong with a question about a marked text, while it is set up. */
import type { Fault } from '../contract'
import type { Label } from '../labels'
import { labelFaults } from '../setupFaults'
import { shared } from '../setupWords'
import type { MarkLabel } from '../markLabels'
import { words as s } from './setupWords'

export const rowFaults = (where: string, labels: Label[]): Fault[] =>
  labels.length === 0 ? [{ where, what: s.fewLabels }] : labelFaults(where, labels)

export function markLabelFaults(question: { key: string; labels: MarkLabel[] }): Fault[] {
  const where = `${question.key}.labels`
  const found = rowFaults(where, question.labels)
  for (const label of question.labels)
    for (const rows of [label.attributes, ...label.attributes.map((a) => a.options)]) {
      const all = rows.map((row) => row.name.trim().toLowerCase())
      const doubled = all.find((name, i) => all.indexOf(name) !== i)
      if (doubled !== undefined) found.push({ where, what: s.doubledUnder(label.name, doubled) })
      if (all.includes('')) found.push({ where, what: shared.labels.nameless })
    }
  return found
}
