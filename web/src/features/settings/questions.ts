/** The list of questions while a lead builds it: keys, order, faults. */
import type { Fault, Json, Question } from '@/kinds/contract'
import { kindOf, readForm } from '@/kinds/registry'
import { setupOf } from '@/kinds/setups'
import { settings as s } from '@/ui/strings/settings'

export interface Building {
  /** Stable while the page is open, so that fields keep their focus. */
  id: number
  question: Question
  /** Whether the key follows the title; a key that data uses is fixed. */
  keyed: 'by-title' | 'by-hand' | 'fixed'
}

let last = 0

export function building(question: Question, keyed: Building['keyed']): Building {
  return { id: ++last, question, keyed }
}

/** Questions that this browser kept, as rows of this page. */
export function reborn(kept: Building[]): Building[] {
  return kept.map(({ question, keyed }) => building(question, keyed))
}

/** The id of a question on the page, or of one of its fields. */
export function placeOf({ id }: Building, field = ''): string {
  return `question-${String(id)}${field && `-${field}`}`
}

/** All that is wrong with the questions, and where on the page. */
export function problemsOf(questions: Building[]): { at: string; what: string }[] {
  return questions.flatMap((one, i) =>
    faultsOf(one, questions).map(({ where, what }) => ({
      at: placeOf(one, ['title', 'key', 'when'].includes(where) ? where : 'kind'),
      what: questions.length > 1 ? `${s.question(i + 1)}: ${what}` : what,
    })),
  )
}

export function fromStored(questions: Json[]): Building[] {
  return readForm(questions).map(({ question }) => building(question, 'fixed'))
}

/** The questions of a template: their keys are stated, and may still be changed. */
export function fromTemplate(questions: Json[]): Building[] {
  return readForm(questions).map(({ question }) => building(question, 'by-hand'))
}

/** A key out of a title: `What is the mood?` -> `mood`-like short words joined by _. */
export function keyOf(title: string, taken: Set<string>): string {
  const words = title
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 34)
    .replace(/_+$/, '')
  const base = words || 'question'
  let made = base
  for (let n = 2; taken.has(made); n++) made = `${base}_${String(n)}`
  return made
}

/** Sets the title, and the key with it while nobody has written one. */
export function retitle(all: Building[], id: number, title: string): Building[] {
  return all.map((one) => {
    if (one.id !== id) return one
    const taken = new Set(all.filter((other) => other.id !== id).map((other) => other.question.key))
    const key = one.keyed === 'by-title' ? keyOf(title, taken) : one.question.key
    return { ...one, question: { ...one.question, title, key } }
  })
}

export function moved(all: Building[], id: number, by: -1 | 1): Building[] {
  const from = all.findIndex((one) => one.id === id)
  const to = from + by
  const one = all[from]
  const other = all[to]
  if (!one || !other) return all
  const next = [...all]
  next[from] = other
  next[to] = one
  return next
}

/** What is wrong with a question in its list. */
export function faultsOf(one: Building, all: Building[]): Fault[] {
  const { question } = one
  const found: Fault[] = []
  if (question.title.trim() === '') found.push({ where: 'title', what: s.titleMissing })
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(question.key)) found.push({ where: 'key', what: s.keyWrong })
  else if (all.some((other) => other.id !== one.id && other.question.key === question.key))
    found.push({ where: 'key', what: s.keyTwice })
  const { when } = question
  if (when !== null && !all.slice(0, all.indexOf(one)).some((other) => other.question.key === when.question))
    found.push({ where: 'when', what: s.askedGone })
  return [...found, ...(setupOf(question.kind)?.faults(question) ?? [])]
}

/** The questions as they are stored. Empty ids of labels are made by the kind, once, from the names. */
export function stored(all: Building[]): Json[] {
  return all.map(({ question }) => {
    const kind = kindOf(question.kind)
    return (kind ? kind.readQuestion(question as unknown as Json) : question) as unknown as Json
  })
}
