/** A review without a browser: what a reviewer does, what it comes to, and what follows from it. */
import type { ItemDetail } from '@/api/types'
import type { Answers, Fault, Json } from '@/kinds/contract'
import { begin, redo, step, undo, type History } from '@/kinds/history'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'
import type { Pressed } from '@/ui/Bench'
import { choicesOf, consensusOf, decisionOf, type Choice, type Decision } from './choices'

export interface ReviewState {
  readonly form: Asked[]
  readonly formVersion: number
  readonly detail: ItemDetail
  /** What may be chosen, per question. */
  readonly choices: Choice[]
  readonly consensus: Answers
  readonly history: History<Answers>
  /** Questions whose answer is written anew, by their keys. */
  readonly correcting: ReadonlySet<string>
  /** The question that keys go to, by its place in `shownOf`. */
  readonly active: number
  readonly reason: string
  /** Whether it is shown what is missing: not before the first try. */
  readonly tried: boolean
  readonly saving: boolean
  readonly error: unknown
}

/** What the server made of it. */
type Made = ItemDetail['reviews'][number]['decision']

export type ReviewEvent =
  /** `joins`: a letter more of the word that is being written. */
  | { is: 'chosen'; key: string; answer: Json | null; joins?: boolean }
  | { is: 'corrects'; key: string; on: boolean }
  | { is: 'active'; at: number }
  | { is: 'reason'; reason: string }
  | { is: 'decided' | 'undone' | 'redone' | 'passed' }
  | { is: 'left-text' }
  /** Others may have answered meanwhile. */
  | { is: 'read-again'; detail: ItemDetail }
  | { is: 'saved'; decision: Made }
  | { is: 'failed'; error: unknown }

export type ReviewEffect =
  | { do: 'save'; body: { answers: Answers; form_version: number; reason: string; seen: number | null } }
  | { do: 'say'; decision: Made }
  /** To the field for the reason; or to the bench, so that single keys work. */
  | { do: 'focus'; on: 'reason' | 'bench' }
  | { do: 'done' }

type Next = readonly [ReviewState, readonly ReviewEffect[]]

export function openReview(form: Asked[], formVersion: number, detail: ItemDetail): ReviewState {
  const consensus = consensusOf(form, detail)
  return {
    form,
    formVersion,
    detail,
    choices: choicesOf(form, detail),
    consensus,
    history: begin<Answers>(consensus),
    correcting: new Set(),
    active: 0,
    reason: '',
    tried: false,
    saving: false,
    error: null,
  }
}

/** The questions that are asked, given what is chosen. */
export function shownOf({ choices, form, history }: ReviewState): Choice[] {
  const asked = askedOf(form, history.now)
  return choices.filter((choice) => asked.includes(choice.asked))
}

export interface Verdict {
  answers: Answers
  decision: Decision
  faults: Fault[]
  /** Whether a reason is missing: who decides for something else than the consensus says why. */
  unreasoned: boolean
}

/** What the review comes to as it stands. */
export function verdictOf({ consensus, detail, form, history, reason }: ReviewState): Verdict {
  const answers = submitted(form, history.now)
  const decision = decisionOf(answers, consensus, detail)
  return {
    answers,
    decision,
    faults: formFaults(form, answers, detail.item.parts),
    unreasoned: decision !== 'accepted' && reason.trim() === '',
  }
}

export function review(state: ReviewState, event: ReviewEvent): Next {
  switch (event.is) {
    case 'chosen': {
      const next = { ...state.history.now }
      if (event.answer === null) Reflect.deleteProperty(next, event.key)
      else next[event.key] = event.answer
      return sameAnswers(next, state.history.now)
        ? [state, []]
        : [{ ...state, history: step(state.history, next, event.joins) }, []]
    }
    case 'corrects': {
      const correcting = new Set(state.correcting)
      if (event.on) correcting.add(event.key)
      else correcting.delete(event.key)
      return [{ ...state, correcting }, []]
    }
    case 'active':
      return [event.at === state.active ? state : { ...state, active: event.at }, []]
    case 'reason':
      return [{ ...state, reason: event.reason }, []]
    case 'undone':
      return [{ ...state, history: undo(state.history) }, []]
    case 'redone':
      return [{ ...state, history: redo(state.history) }, []]
    case 'left-text':
      return [state, [{ do: 'focus', on: 'bench' }]]
    case 'passed':
      return [state, [{ do: 'done' }]]
    case 'decided':
      return decide({ ...state, tried: true })
    case 'read-again': {
      const { detail } = event
      if (detail === state.detail) return [state, []]
      const [choices, consensus] = [choicesOf(state.form, detail), consensusOf(state.form, detail)]
      return [{ ...state, detail, choices, consensus }, []]
    }
    case 'saved':
      return [{ ...state, saving: false }, [{ do: 'say', decision: event.decision }, { do: 'done' }]]
    case 'failed':
      return [{ ...state, saving: false, error: event.error }, []]
  }
}

function decide(state: ReviewState): Next {
  const { answers, faults, unreasoned } = verdictOf(state)
  if (unreasoned) return [state, [{ do: 'focus', on: 'reason' }]]
  if (faults.length > 0 || state.saving) return [state, []]
  const { detail, formVersion, reason } = state
  const seen = detail.reviews[0]?.id ?? null
  const body = { answers, form_version: formVersion, reason: reason.trim(), seen }
  return [{ ...state, saving: true, error: null }, [{ do: 'save', body }]]
}

/** What a key does; null: nothing, it is the browser's. */
export function pressed(state: ReviewState, press: Pressed): ReviewEvent | null {
  const low = press.key.toLowerCase()
  if (press.ctrl && press.key === 'Enter') return { is: 'decided' }
  if (press.writes) return press.key === 'Escape' ? { is: 'left-text' } : null
  if (press.alt) return null
  if (press.ctrl) {
    if (low === 'z') return { is: press.shift ? 'redone' : 'undone' }
    return low === 'y' ? { is: 'redone' } : null
  }
  const shown = shownOf(state)
  const choice = shown[state.active]
  const key = choice?.asked.question.key ?? ''
  if (choice && !state.correcting.has(key) && /^[1-9]$/.test(press.key)) {
    const option = choice.options[Number(press.key) - 1]
    return option ? { is: 'chosen', key, answer: option.answer } : null
  }
  if (press.edits) return null
  if (press.key === 'ArrowDown' || press.key === 'ArrowUp') {
    const at = state.active + (press.key === 'ArrowDown' ? 1 : -1)
    return shown[at] ? { is: 'active', at } : null
  }
  if (low === 'e' && choice) return { is: 'corrects', key, on: !state.correcting.has(key) }
  return low === 'n' ? { is: 'passed' } : null
}
