/** Outputs that a question compares: parts of the item by name, in an order that chance drew. Twin of kinds/outputs.py. */
import type { PartLike } from './contract'

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
