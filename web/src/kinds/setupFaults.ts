/** What several kinds find wrong with a question that is set up, and what it is tried on meanwhile. */
import type { Fault, PartLike } from './contract'
import type { Label } from './labels'
import { shared } from './setupWords'

/** What lacks a name, and names and keys that are there twice. */
export function labelFaults(where: string, labels: Label[]): Fault[] {
  const found: Fault[] = []
  const names = labels.map((label) => label.name.trim().toLowerCase())
  if (names.includes('')) found.push({ where, what: shared.labels.nameless })
  const doubled = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (doubled !== undefined) found.push({ where, what: shared.labels.doubled(doubled) })
  const keys = labels.map((label) => label.key).filter((key) => key !== null)
  const clash = keys.find((key, i) => keys.indexOf(key) !== i)
  if (clash !== undefined) found.push({ where, what: shared.labels.doubledKey(clash) })
  return found
}

export function nameFaults(where: string, outputs: string[]): Fault[] {
  const found: Fault[] = []
  const names = outputs.map((name) => name.trim())
  if (names.includes('')) found.push({ where, what: shared.namelessOutput })
  const doubled = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (doubled !== undefined) found.push({ where, what: shared.doubledOutput(doubled) })
  return found
}

/** Texts to try a question on while it is built. */
export function sampleParts(outputs: string[]): PartLike[] {
  return outputs.map((name, i) => ({
    name,
    type: 'text',
    text: shared.sample[i % shared.sample.length] ?? '',
  }))
}
