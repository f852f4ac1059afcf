/** Undo and redo over any value: a list of what was, and of what was taken back. */
export interface History<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** Whether the next step may join the last one. */
  open: boolean
}

/** No more steps than this are kept. */
const MOST = 500

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [], open: false }
}

/** One more step; when `joins`, it replaces the last step of the same burst. */
export function step<T>(history: History<T>, next: T, joins = false): History<T> {
  if (Object.is(next, history.now)) return history
  if (joins && history.open) return { ...history, now: next, future: [] }
  return { past: [...history.past, history.now].slice(-MOST), now: next, future: [], open: joins }
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  return {
    past: history.past.slice(0, -1),
    now: last,
    future: [history.now, ...history.future],
    open: false,
  }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.now], now: next, future: rest, open: false }
}
