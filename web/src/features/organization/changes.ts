/** A line of the list of changes in words: what was done, and each fact as it was and as it became. */
import { count } from '@/ui/format'
import { changes as s } from '@/ui/strings/changes'

type Facts = Record<string, unknown>

/** Letters of a value that are worth a line. */
const LONG = 120

/** What was done; a word that is not known is shown as it is, without its signs. */
export function doneIn(action: string): string {
  return s.done[action] ?? action.replace(/[._-]+/g, ' ')
}

/** The facts of a change, one line each: what stayed as it was is left out. */
export function factsIn(detail: Facts): string[] {
  const { before, after, ...rest } = detail
  const was = flat(state(before))
  const is = flat(state(after))
  const lines = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => worded(was[name], name) !== worded(is[name], name))
    .map((name) =>
      name in was
        ? s.became(factName(name), worded(was[name], name), worded(is[name], name))
        : s.is(factName(name), worded(is[name], name)),
    )
  const said = Object.entries(flat(rest)).map(([name, value]) => s.is(factName(name), worded(value, name)))
  return [...lines, ...said]
}

function factName(name: string): string {
  return s.facts[name] ?? (name.split('.').pop() ?? name).replace(/[_-]+/g, ' ')
}

function facts(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {}
}

/** What held; of an item it is its state alone. */
function state(value: unknown): Facts {
  return typeof value === 'string' ? { state: value } : facts(value)
}

/** Facts inside facts by their path: a policy is told number by number. */
function flat(given: Facts, under = ''): Facts {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const inside = facts(value)
      return Object.keys(inside).length > 0
        ? Object.entries(flat(inside, `${under}${name}.`))
        : [[`${under}${name}`, value]]
    }),
  )
}

/** A word that is chosen from a list, as it is said; `becomes` is a state of items. */
function chosen(name: string, value: string): string | undefined {
  const values: Record<string, Record<string, string>> = s.values
  return values[name === 'becomes' ? 'state' : name]?.[value]
}

function worded(value: unknown, name: string): string {
  if (value === null || value === undefined || value === '') return s.nothing
  if (typeof value === 'boolean') return value ? s.yes : s.no
  if (typeof value === 'number') return count(value)
  if (typeof value === 'string') return chosen(name, value) ?? cut(value)
  if (Array.isArray(value)) return listed(value, name)
  return Object.keys(value as Facts).length === 0 ? s.nothing : cut(JSON.stringify(value))
}

/** A list of names as they are; a list of questions by their titles. */
function listed(values: unknown[], name: string): string {
  if (values.length === 0) return s.nothing
  return cut(values.map((one) => (isQuestion(one) ? one.title : worded(one, name))).join(', '))
}

function isQuestion(value: unknown): value is { title: string } {
  return typeof facts(value).title === 'string'
}

function cut(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text
}
