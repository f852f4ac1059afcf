/** What all kinds of regions are to the desk; a kind adds what is its own. */
import type { Kind } from '../contract'
import { keysOf } from '../labels'
import { labelsSaid, markedPicture, type Region, type RegionQuestion } from './schema'
import { NOTHING } from './view'
import { words as s } from './words'

type Shared = 'keys' | 'single' | 'says' | 'conditions' | 'staged'

export function regionKind<Q extends RegionQuestion, A, G>(
  regionsOf: (answer: A) => readonly Region[],
  own: Omit<Kind<Q, A, G>, Shared>,
): Kind<Q, A, G> {
  return {
    keys: ({ labels }) => [
      ...keysOf(labels).flatMap((key, n) => {
        const label = labels[n]
        return key && label ? [{ key, chooses: label.name }] : []
      }),
      { key: NOTHING, chooses: s.nothingKey },
    ],
    single: () => false,
    says: (question, answer) => labelsSaid(question, regionsOf(answer)),
    conditions: ({ labels }) => labels.map(({ id, name }) => ({ says: id, name })),
    staged: (question, parts) => {
      const part = markedPicture(question, parts)
      return part ? [part.name] : []
    },
    ...own,
  }
}
