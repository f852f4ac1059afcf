/** The practice without a browser: its items, its steps, and what a person has done of them. Nothing of it leaves. */
import type { Claim, Project } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { readForm, type Asked } from '@/kinds/registry'
import { practice as s } from '@/ui/strings/practice'
import asked from './practice.json'

export const STEPS = ['rule', 'label', 'span', 'ask', 'why'] as const
export type Step = (typeof STEPS)[number]

/** The items, in their order. */
export type Place = 0 | 1

export interface Practice {
  readonly done: readonly Step[]
  /** What was submitted for each item; null: nothing yet. */
  readonly submitted: readonly [Answers | null, Answers | null]
}

export type Deed =
  | { did: 'searched'; words: string }
  | { did: 'changed'; answers: Answers }
  | { did: 'submitted'; item: Place; answers: Answers }
  | { did: 'asked' }
  | { did: 'looked' }
  /** The step at hand is skipped. */
  | { did: 'passed' }
  | { did: 'began' }

export const BEGIN: Practice = { done: [], submitted: [null, null] }

/** The step at hand: the first that is not done; null: all are. */
export const stepOf = ({ done }: Practice): Step | null => STEPS.find((step) => !done.includes(step)) ?? null

/** Where somebody is: at an item, or with what came back. */
export function placeOf(practice: Practice): Place | 'back' {
  const step = stepOf(practice)
  if (step === 'rule' || step === 'label') return 0
  if (step === 'span' || step === 'ask') return 1
  return step === 'why' && practice.submitted[1] === null ? 1 : 'back'
}

/** What is said now. */
export function hintOf(practice: Practice): keyof typeof s.steps | null {
  const step = stepOf(practice)
  return step === 'why' && placeOf(practice) === 1 ? 'submit' : step
}

/** A step is done when the person did what it is about, in whatever order. */
export function practise(practice: Practice, deed: Deed): Practice {
  const doing = (step: Step): Practice =>
    practice.done.includes(step) ? practice : { ...practice, done: [...practice.done, step] }
  switch (deed.did) {
    case 'searched': {
      const words = deed.words.trim().toLowerCase()
      return words.length > 2 && s.work.guideline.toLowerCase().includes(words) ? doing('rule') : practice
    }
    case 'changed': {
      const spans = deed.answers.breads?.spans
      return Array.isArray(spans) && spans.length > 0 ? doing('span') : practice
    }
    case 'submitted': {
      const [first, second] = practice.submitted
      return deed.item === 0
        ? { ...doing('label'), submitted: [deed.answers, second] }
        : { ...practice, submitted: [first, deed.answers] }
    }
    case 'asked':
      return doing('ask')
    case 'looked':
      return doing('why')
    case 'passed': {
      const step = stepOf(practice)
      return step ? doing(step) : practice
    }
    case 'began':
      return BEGIN
  }
}

export interface PracticeItem {
  claim: Claim
  questions: Json[]
  form: () => Asked[]
  known: Answers
  why: string
  rule: string
}

export const PROJECT: Pick<Project, 'id' | 'name' | 'purpose' | 'guideline'> = {
  id: 0,
  name: s.name,
  purpose: s.work.purpose,
  guideline: { version: 1, markdown: s.work.guideline, note: '', created_on: '' },
}

/** The items are words, and words are in the language of the person: they are made when they are shown. */
export const ITEMS: readonly [PracticeItem, PracticeItem] = [
  {
    claim: claim(1, s.work.first),
    ...asks(asked.mood, s.work.asksMood, s.work.moods),
    known: { mood: { labels: ['likes'] } },
    why: s.work.firstWhy,
    rule: s.work.firstRule,
  },
  {
    claim: claim(2, s.work.second),
    ...asks(asked.breads, s.work.asksBreads, [s.work.bread]),
    known: { breads: { spans: s.work.breads.map(spanOf) } },
    why: s.work.secondWhy,
    rule: s.work.secondRule,
  },
]

/** A question of the practice, with the words that people read; its form is read when its kind is here. */
function asks(
  question: { labels: Json[] },
  title: string,
  names: string[],
): Pick<PracticeItem, 'questions' | 'form'> {
  const labels = question.labels.map((label, i) => ({ ...label, name: names[i] ?? '' }))
  const questions = [{ ...question, title, labels }]
  let form: Asked[] | undefined
  return { questions, form: () => (form ??= readForm(questions)) }
}

function claim(id: number, text: string): Claim {
  return {
    id,
    project_id: 0,
    state: 'live',
    form_version: 1,
    granted_at: '',
    expires_at: '',
    draft: null,
    predictions: [],
    item: {
      id,
      project_id: 0,
      external_id: null,
      metadata: {},
      parts: [{ name: 'text', type: 'text', title: '', text }],
    },
  }
}

/** A name where it stands in the second text, counted in code points. */
function spanOf(name: string, i: number): Json {
  const start = [...s.work.second.slice(0, s.work.second.indexOf(name))].length
  return {
    id: `s${String(i + 1)}`,
    label: 'bread',
    fragments: [[start, start + [...name].length]],
    text: name,
    attributes: {},
  }
}
