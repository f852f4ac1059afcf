/** What somebody typed into a form and has not saved: kept in this browser, so that leaving the page loses nothing. */
import { useCallback, useMemo, useState } from 'react'
import { useKeeping } from './context'

export interface Typed<Form> {
  value: Form
  set: (next: Form | ((before: Form) => Form)) => void
  /** Whether it was found in this browser when the form opened; `stale`: and what is saved has changed since. */
  restored: 'no' | 'fresh' | 'stale'
  /** Back to what is saved. */
  discard: () => void
  /** It is saved: nothing is kept here any more. */
  done: () => void
}

interface Kept<Form> {
  value: Form
  /** What was saved when it was typed. */
  base: string
}

/** Numbers that only this page gives, to tell rows of a form apart, say nothing of what was typed. */
const written = (value: unknown) =>
  JSON.stringify(value, (field, held: unknown) =>
    field === 'id' && typeof held === 'number' ? undefined : held,
  )

/** `name` tells forms apart, `saved` is what the form begins with; `revive` makes what was kept fit this page. */
export function useTyped<Form>(
  name: string,
  saved: Form,
  revive: (kept: Form) => Form = (kept) => kept,
): Typed<Form> {
  const key = `goodwork-typed-${String(useKeeping().outbox.person)}-${name}`
  const [begin, setBegin] = useState(saved)
  const base = useMemo(() => written(begin), [begin])
  const [found] = useState(() => read<Form>(key))
  const [value, setValue] = useState<Form>(() => (found ? revive(found.value) : saved))
  const [restored, setRestored] = useState<Typed<Form>['restored']>(() =>
    found === null ? 'no' : found.base === base ? 'fresh' : 'stale',
  )
  const set = useCallback<Typed<Form>['set']>(
    (next) => {
      setValue((before) => {
        const typed = next instanceof Function ? next(before) : next
        write(key, written(typed) === base ? null : { value: typed, base })
        return typed
      })
    },
    [base, key],
  )
  const settle = useCallback(
    (now: Form) => {
      write(key, null)
      setBegin(now)
      setRestored('no')
    },
    [key],
  )
  const discard = useCallback(() => {
    setValue(begin)
    settle(begin)
  }, [begin, settle])
  const done = useCallback(() => {
    settle(value)
  }, [settle, value])
  return { value, set, restored, discard, done }
}

export function read<Form>(key: string): Kept<Form> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<Form> | null
    return kept !== null && typeof kept === 'object' && 'value' in kept ? kept : null
  } catch {
    return null
  }
}

export function write(key: string, kept: Kept<unknown> | null): void {
  try {
    if (kept === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing still has the form on its page.
  }
}
