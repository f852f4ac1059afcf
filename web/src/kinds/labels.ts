/** Labels: names with ids that never change, as several kinds have them. Twin of kinds/labels.py. */
import type { Json } from './contract'

export interface Named {
  /** Stable; the name may change, the id may not. */
  id: string
  name: string
}

export interface Label extends Named {
  key: string | null
  color: string | null
  help: string
}

/** A stable id out of a label's name. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'label'
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Things with names in full: plain names become things, ids that are left out are made from the names. */
export function readNamed(raw: unknown): (Json & Named)[] {
  if (!Array.isArray(raw)) return []
  const rows = raw.map((v: unknown): Json => (typeof v === 'string' ? { name: v } : ((v ?? {}) as Json)))
  const taken = new Set(rows.map((row) => text(row.id)).filter(Boolean))
  return rows.map((row) => {
    let id = text(row.id)
    if (!id) {
      const wanted = slug(text(row.name))
      id = wanted
      for (let n = 2; taken.has(id); n++) id = `${wanted}-${String(n)}`
      taken.add(id)
    }
    return { ...row, id, name: text(row.name) }
  })
}

/** Labels in full, with whatever else a kind keeps of them. */
export function readRows(raw: unknown): (Json & Label)[] {
  return readNamed(raw).map((row) => ({
    ...row,
    key: text(row.key) || null,
    color: text(row.color) || null,
    help: text(row.help),
  }))
}

export const plainLabel = ({ id, name, key, color, help }: Label): Label => ({ id, name, key, color, help })

export const readLabels = (raw: unknown): Label[] => readRows(raw).map(plainLabel)

/** The key of each label: its own, else the next free one of a row. */
export function keysOf(labels: Label[], row = '1234567890', taken: Iterable<string> = []): (string | null)[] {
  const own = new Set([...labels.map((label) => label.key), ...taken])
  const rest = [...row].filter((key) => !own.has(key))
  return labels.map((label) => label.key ?? rest.shift() ?? null)
}
