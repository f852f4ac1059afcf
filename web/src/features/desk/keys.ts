/** What a key press means at the desk: a pure function, so that every rule can be tested. */
import type { Asked } from '@/kinds/registry'

export interface KeyWishes {
  /** Whether single keys (without Ctrl) do anything. */
  single: boolean
  /** The key that submits besides Ctrl+Enter. */
  submit: 'Enter' | ' ' | null
}

export interface Press {
  key: string
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean
  shift: boolean
  alt: boolean
  /** What has the focus. */
  on: 'page' | 'button' | 'line' | 'text' | 'choice'
}

export type Command =
  | { does: 'submit' | 'undo' | 'redo' | 'skip' | 'flag' | 'guideline' | 'previous' | 'help' | 'leave-text' }
  | { does: 'ask' | 'next-question' | 'written' | 'handOver' }
  | { does: 'choose'; question: number; key: string }

/** The desk's own keys. They carry Shift, so that they never collide with the keys of labels. */
export const OWN = {
  skip: 'S',
  flag: 'F',
  ask: 'A',
  guideline: 'G',
  previous: 'P',
  handOver: 'H',
  'next-question': 'N',
  written: 'R',
  help: '?',
} as const

export function commandOf(press: Press, wishes: KeyWishes, form: Asked[], active: number): Command | null {
  const { key } = press
  const low = key.toLowerCase()
  if (press.alt) return null
  if (press.ctrl) {
    if (key === 'Enter') return { does: 'submit' }
    if (low === 'z') return { does: press.shift ? 'redo' : 'undo' }
    return low === 'y' ? { does: 'redo' } : null
  }
  if (press.on === 'line' || press.on === 'text') {
    if (key === 'Escape') return { does: 'leave-text' }
    return press.on === 'line' && key === 'Enter' && wishes.submit === 'Enter' ? { does: 'submit' } : null
  }
  if (!wishes.single) return null
  if (key === wishes.submit) {
    // Enter and Space press a button that has the focus; Space switches a choice.
    if (press.on === 'button' || (key === ' ' && press.on === 'choice')) return null
    return { does: 'submit' }
  }
  for (const does of Object.keys(OWN) as (keyof typeof OWN)[]) if (OWN[does] === key) return { does }
  const question = whose(form, active, key)
  // Arrows on a choice go through its list, unless its own question uses them.
  if (press.on === 'choice' && key.startsWith('Arrow') && question !== active) return null
  return question === null ? null : { does: 'choose', question, key }
}

/** The question that a key goes to: the active one; else the only other one that has it. */
export function whose(form: Asked[], active: number, key: string): number | null {
  const has = ({ kind, question }: Partial<Asked> = {}) =>
    kind !== undefined &&
    question !== undefined &&
    (kind.gestureOf(question, key) != null || kind.viewOf?.(question, key, null, []) !== undefined)
  if (has(form[active])) return active
  // Arrows and other keys with names scroll the page, unless the question at hand takes them.
  if (key.length > 1) return null
  const others = form.flatMap((asked, i) => (has(asked) ? [i] : []))
  return others.length === 1 ? (others[0] ?? null) : null
}

/** Whether all keys of a question reach it now. */
export function reaches(form: Asked[], active: number, at: number): boolean {
  const asked = form[at]
  return asked?.kind?.keys(asked.question).every(({ key }) => whose(form, active, key) === at) ?? false
}
