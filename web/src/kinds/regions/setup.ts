/** How questions about regions are set up, whatever the shape. */
import { readBase, type Fault, type PartLike, type Question } from '../contract'
import { markLabelFaults } from '../marking/setup'
import type { RegionQuestion } from './schema'

/** What a new question of any shape has; ids are made from the names when it is stored. */
export const freshQuestion = (key: string, kind: string, names: readonly string[]) => ({
  ...readBase({ key, kind }),
  labels: names.map((name) => ({ id: '', name, key: null, color: null, help: '', attributes: [] })),
  tolerance: 0.5,
})

/** What is wrong with labels and tolerance; `what` says it of the tolerance. */
export function regionFaults(question: RegionQuestion & { tolerance: number }, what: string): Fault[] {
  const found = markLabelFaults(question)
  const { key, tolerance } = question
  if (!(tolerance >= 0.1 && tolerance <= 0.95)) found.push({ where: `${key}.tolerance`, what })
  return found
}

/** A picture to try a question on meanwhile. */
export const samples = ({ part }: Question): PartLike[] => [
  { name: part ?? 'picture', type: 'picture', url: '/street.svg', width: 960, height: 600 },
]
