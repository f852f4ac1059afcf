/** Labels: names with ids that never change, as several kinds have them. Twin of kinds/labels.py. */
import { kinds as s } from '@/ui/strings/kinds'
import type { Fault, Json } from './contract'

export interface Label {
  /** Stable; the name may change, the id may not. */
  id: string
  name: string
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

function free(wanted: string, taken: Set<string>): string {
  let made = wanted
  for (let n = 2; taken.has(made); n++) made = `${wanted}-${n}`
  return made
}

/** Labels in full: plain names become labels, ids that are left out are made from the names. */
export function readLabels(raw: unknown): Label[] {
  if (!Array.isArray(raw)) return []
  const rows = raw.map((v: unknown): Json => (typeof v === 'string' ? { name: v } : ((v ?? {}) as Json)))
  const taken = new Set(
    rows.map((r) => r.id).filter((id): id is string => typeof id === 'string' && id !== ''),
  )
  return rows.map((row) => {
    const name = typeof row.name === 'string' ? row.name : ''
    let id = typeof row.id === 'string' ? row.id : ''
    if (!id) {
      id = free(slug(name), taken)
      taken.add(id)
    }
    return {
      id,
      name,
      key: typeof row.key === 'string' && row.key ? row.key : null,
      color: typeof row.color === 'string' ? row.color : null,
      help: typeof row.help === 'string' ? row.help : '',
    }
  })
}

/** Nameless labels, and doubled names and keys. */
export function labelFaults(where: string, labels: Label[]): Fault[] {
  const found: Fault[] = []
  const names = labels.map((label) => label.name.trim().toLowerCase())
  if (names.some((name) => name === '')) found.push({ where, what: s.classification.namelessLabel })
  const doubled = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (doubled !== undefined) found.push({ where, what: s.classification.doubledLabel(doubled) })
  const keys = labels.map((label) => label.key).filter((key) => key !== null)
  const clash = keys.find((key, i) => keys.indexOf(key) !== i)
  if (clash !== undefined) found.push({ where, what: s.classification.doubledKey(clash) })
  return found
}

/** The key of each label: its own, else the next free one of 1 to 9 and 0. */
export function keysOfLabels(labels: Label[]): (string | null)[] {
  const own = new Set(labels.map((label) => label.key).filter((key) => key !== null))
  const rest = [...'1234567890'].filter((key) => !own.has(key))
  return labels.map((label) => label.key ?? rest.shift() ?? null)
}
