/** Outputs that a question compares: parts of the item by name, in an order that chance drew. Twin of kinds/outputs.py. */
import { shared } from './words'
import type { Fault, PartLike } from './contract'

export function readNames(raw: unknown): string[] {
  return Array.isArray(raw) ? raw.filter((name): name is string => typeof name === 'string') : []
}

/** Whether an order names each of these once, or nothing: then it is not known. */
export function isOrder(outputs: string[], shown: string[]): boolean {
  return shown.length === 0 || (shown.length === outputs.length && sameNames(outputs, shown))
}

export function sameNames(one: string[], other: string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}

export function nameFaults(where: string, outputs: string[]): Fault[] {
  const found: Fault[] = []
  const names = outputs.map((name) => name.trim())
  if (names.includes('')) found.push({ where, what: shared.namelessOutput })
  const doubled = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (doubled !== undefined) found.push({ where, what: shared.doubledOutput(doubled) })
  return found
}

/** The part of this name as it is shown to people who must not know which one it is. */
export function unnamed(parts: PartLike[], name: string, title: string): PartLike | null {
  const part = parts.find((one) => one.name === name)
  return part ? { ...part, title } : null
}

/** What a part is called where its name may be known. */
export function titleOf(parts: PartLike[] | undefined, name: string): string {
  const title = parts?.find((part) => part.name === name)?.title
  return title === undefined || title === '' ? name : title
}

/** Texts to try a question on while it is built. */
export function sampleParts(outputs: string[]): PartLike[] {
  return outputs.map((name, i) => ({
    name,
    type: 'text',
    text: shared.sample[i % shared.sample.length] ?? '',
  }))
}
