/** Labels of things that are marked, in texts and in pictures, and what is said of each. Twin of kinds/attributes.py. */
import type { Json } from './contract'
import { plainLabel, readNamed, readRows, type Label, type Named } from './labels'

export interface Attribute extends Named {
  /** Values to choose from; none: any text. */
  options: Named[]
  required: boolean
}

export interface MarkLabel extends Label {
  attributes: Attribute[]
}

/** Attribute id -> option id, or text. */
export type Said = Record<string, string>

const named = ({ id, name }: Named): Named => ({ id, name })

export const readMarkLabels = (raw: unknown): MarkLabel[] =>
  readRows(raw).map((row) => ({
    ...plainLabel(row),
    attributes: readNamed(row.attributes).map((one) => ({
      ...named(one),
      options: readNamed(one.options).map(named),
      required: (one as Json).required === true,
    })),
  }))

export const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === 'string')

const has = (attribute: Attribute, value: string) =>
  attribute.options.length === 0 || attribute.options.some((option) => option.id === value)

/** Whether all that is said fits the label; and the first attribute that it asks for and that is not said. */
export function saidFaults(label: MarkLabel, said: Said): { wrong: boolean; missing: Attribute | undefined } {
  const known = new Map(label.attributes.map((attribute) => [attribute.id, attribute]))
  return {
    wrong: Object.entries(said).some(([id, value]) => {
      const attribute = known.get(id)
      return value === '' || !attribute || !has(attribute, value)
    }),
    missing: label.attributes.find((one) => one.required && said[one.id] === undefined),
  }
}

/** What another label still has of it. */
export function stillSaid(label: MarkLabel, said: Said): Said {
  const kept = Object.entries(said).filter(([id, value]) => {
    const attribute = label.attributes.find((one) => one.id === id)
    return attribute !== undefined && has(attribute, value)
  })
  return Object.fromEntries(kept)
}

/** With one more thing said, or one less; in the order of its ids. */
export function saying(said: Said, attribute: string, value: string | null): Said {
  const entries = Object.entries({ ...said, [attribute]: value ?? '' }).filter(([, one]) => one !== '')
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether one text of what is said grew or shrank by a letter, and nothing else changed: letters of one step of undo. */
export function isTyping(before: Said, after: Said): boolean {
  return Object.entries(after).some(([id, value]) => {
    const had = before[id]
    return had !== undefined && had !== value && Math.abs(value.length - had.length) === 1
  })
}
