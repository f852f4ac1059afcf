/** The item on the desk, without a browser: what the person and the server do, and what follows from it. */
import type { SavedMark } from '@/api/keeping/draft'
import type { Claim, Draft } from '@/api/types'
import type { Answers, Json } from '@/kinds/contract'
import { begin, redo, step as oneStep, undo, type History } from '@/kinds/history'
import { askedOf, formFaults, sameAnswers, submitted, type Asked } from '@/kinds/registry'
import type { Command } from './keys'

export type Posting = 'submit' | 'skip' | 'revise' | 'handOver'

export interface BenchState {
  readonly claim: Claim
  /** All questions of the project, and the version of them that answers are sent for. */
  readonly questions: Asked[]
  readonly formVersion: number
  /** Those that are asked, given the answers; the same list as long as the same ones are. */
  readonly form: Asked[]
  readonly history: History<Answers>
  /** What the hand is at, per question. */
  readonly views: Readonly<Record<string, unknown>>
  /** The question that keys go to, by its place in `form`. */
  readonly active: number
  /** Whether faults are shown: not before the first try to submit. */
  readonly tried: boolean
  readonly dialog: 'skip' | 'flag' | 'ask' | 'help' | 'handOver' | null
  /** The suggestion that was taken last. */
  readonly accepted: number | null
  readonly mark: SavedMark
  /** Access has ended, and this item is the last. */
  readonly inHand: boolean
  /** What is on its way; meanwhile nothing changes. */
  readonly sending: Posting | 'flag' | null
  /** Why it did not go. */
  readonly error: unknown
  /** How often something was flagged: the next note begins empty. */
  readonly flags: number
}

export type BenchEvent =
  | { is: 'gesture'; at: number; made: unknown }
  | { is: 'view'; key: string; view: unknown }
  | { is: 'active'; at: number }
  /** A key, or the button that does the same. */
  | { is: 'command'; command: Command }
  | { is: 'suggested'; prediction: number; answers: Answers }
  | { is: 'resolved'; answers: Answers }
  | { is: 'closed' }
  | { is: 'skipped'; reason: string }
  | { is: 'flagged'; note: string }
  | { is: 'handed-over' }
  /** What a colleague began, to go on with. */
  | { is: 'took-up'; answers: Answers }
  | { is: 'left-correction' }
  /** Where the answers are. */
  | { is: 'mark'; mark: SavedMark }
  | { is: 'access'; inHand: boolean }
  /** `sent`: the server has it; else it waits in this browser. */
  | { is: 'posted'; what: Posting; sent: boolean }
  | { is: 'flag-sent' }
  | { is: 'failed'; of: BenchEffect['do']; error: unknown }
  | { is: 'earlier'; claims: readonly number[] }
  | { is: 'questions'; questions: Asked[]; formVersion: number }

export type BenchEffect =
  /** Into this browser at once, to the server a moment later. */
  | { do: 'keep'; answers: Answers }
  /** The same, on top of the other draft. */
  | { do: 'resolve'; answers: Answers; theirs: Draft }
  /** Drafts wait while answers are being submitted, and go on when that did not work out. */
  | { do: 'hold' | 'go-on' }
  | { do: 'post'; what: Posting; path: string; body: Record<string, unknown> }
  | { do: 'flag'; note: string }
  | { do: 'say'; what: 'submitted' | 'skipped' | 'revised' | 'handedOver' | 'flagged' }
  | { do: 'next' | 'read-history' | 'leave-correction' }
  | { do: 'look'; claim: number }
  /** To the field of a question; `missing`: to what it lacks. */
  | { do: 'focus'; at: number; missing: boolean }
  | { do: 'open-guideline' | 'leave-text' | 'switch-written' }

type Next = readonly [BenchState, readonly BenchEffect[]]

export interface Opening {
  claim: Claim
  questions: Asked[]
  formVersion: number
  answers: Answers
  mark: SavedMark
  /** What was begun here and not ended, per question. */
  begun?: Begun
}

/** What hands have begun and not ended, per question: no part of the answers yet. */
export type Begun = Readonly<Record<string, Json>>

export function openBench({ claim, questions, formVersion, answers, mark, begun = {} }: Opening): BenchState {
  const views = questions.map(({ question, kind }) => {
    const kept = begun[question.key]
    return [
      question.key,
      (kept && kind?.takenUp?.(kept)) ??
        kind?.opening?.(question, claim.item.parts, `${String(claim.id)}:${question.key}`) ??
        null,
    ]
  })
  return {
    claim,
    questions,
    formVersion,
    form: askedOf(questions, answers),
    history: begin(answers),
    views: Object.fromEntries(views) as Record<string, unknown>,
    active: 0,
    tried: false,
    dialog: null,
    accepted: null,
    mark,
    inHand: claim.in_hand ?? false,
    sending: null,
    error: null,
    flags: 0,
  }
}

/** What is begun and not ended; null: nothing. */
export function begunIn({ questions, views }: Pick<BenchState, 'questions' | 'views'>): Begun | null {
  const begun = questions.flatMap(({ question, kind }) => {
    const kept = kind?.begun?.(views[question.key] ?? null)
    return kept ? [[question.key, kept] as const] : []
  })
  return begun.length > 0 ? Object.fromEntries(begun) : null
}

/** Whether I look back at what I submitted. */
export const correcting = ({ claim }: Pick<BenchState, 'claim'>) => (claim.annotation ?? null) !== null

/** Whether anything may be changed: an expired claim may, too, since late answers are taken. */
export const isOpen = (state: Pick<BenchState, 'claim'>) =>
  state.claim.state === 'live' || state.claim.state === 'expired' || correcting(state)

/** Whether there is anything to hand over. */
export const mayHandOver = (state: BenchState) =>
  may(state) && !correcting(state) && Object.keys(state.history.now).length > 0

const may = (state: BenchState) => isOpen(state) && state.sending === null

export function bench(state: BenchState, event: BenchEvent): Next {
  switch (event.is) {
    case 'gesture':
      return gesture(state, event.at, event.made, false)
    case 'view':
      return [{ ...state, views: { ...state.views, [event.key]: event.view } }, []]
    case 'active':
      return [state.active === event.at ? state : { ...state, active: event.at }, []]
    case 'command':
      return command(state, event.command)
    case 'suggested':
      return may(state)
        ? answered({ ...state, accepted: event.prediction }, oneStep(state.history, event.answers))
        : [state, []]
    case 'resolved': {
      if (state.mark.is !== 'conflict') return [state, []]
      const { theirs } = state.mark
      const [next] = answered(state, oneStep(state.history, event.answers))
      return [next, [{ do: 'resolve', answers: event.answers, theirs }]]
    }
    case 'closed':
      return [{ ...state, dialog: null, error: state.dialog === 'flag' ? null : state.error }, []]
    case 'skipped':
      return may(state) && !correcting(state)
        ? post(state, 'skip', `/claims/${String(state.claim.id)}/skip`, { reason: event.reason })
        : [state, []]
    case 'handed-over':
      // What was done goes with it, so that no draft has to arrive before.
      return mayHandOver(state)
        ? post(state, 'handOver', `/claims/${String(state.claim.id)}/hand-over`, {
            answers: state.history.now,
            form_version: state.formVersion,
          })
        : [state, []]
    case 'took-up':
      return may(state) ? answered(state, oneStep(state.history, event.answers)) : [state, []]
    case 'flagged':
      return state.sending === null
        ? [{ ...state, sending: 'flag', error: null }, [{ do: 'flag', note: event.note }]]
        : [state, []]
    case 'left-correction':
      return [state, [{ do: 'leave-correction' }]]
    case 'mark':
      return [{ ...state, mark: event.mark }, []]
    case 'access':
      return [{ ...state, inHand: event.inHand }, []]
    case 'posted':
      // Nothing of it is begun any more.
      return [
        { ...state, views: {}, sending: null, dialog: null },
        [...saidOf(event.what, event.sent), { do: 'next' }],
      ]
    case 'flag-sent':
      return [
        { ...state, sending: null, dialog: null, flags: state.flags + 1 },
        [{ do: 'say', what: 'flagged' }],
      ]
    case 'failed':
      if (event.of === 'post')
        return [{ ...state, sending: null, dialog: null, error: event.error }, [{ do: 'go-on' }]]
      // What was to be flagged is still in its dialog.
      return [{ ...state, sending: event.of === 'flag' ? null : state.sending, error: event.error }, []]
    case 'earlier': {
      const at = correcting(state) ? event.claims.indexOf(state.claim.id) + 1 : 0
      const claim = event.claims[at]
      return [state, claim === undefined ? [] : [{ do: 'look', claim }]]
    }
    case 'questions':
      return [withForm({ ...state, questions: event.questions, formVersion: event.formVersion }), []]
  }
}

function command(state: BenchState, command: Command): Next {
  switch (command.does) {
    case 'choose':
      return choose(state, command.question, command.key)
    case 'submit':
      return submit(state)
    case 'undo':
      return may(state) ? answered(state, undo(state.history)) : [state, []]
    case 'redo':
      return may(state) ? answered(state, redo(state.history)) : [state, []]
    case 'previous':
      return [state, [{ do: 'read-history' }]]
    case 'guideline':
      return [state, [{ do: 'open-guideline' }]]
    case 'leave-text':
      return [state, [{ do: 'leave-text' }]]
    case 'written':
      return [state, [{ do: 'switch-written' }]]
    case 'next-question': {
      // After the last one comes the first.
      const at = (state.active + 1) % Math.max(1, state.form.length)
      return [{ ...state, active: at }, [{ do: 'focus', at, missing: false }]]
    }
    case 'skip':
      return [may(state) && !correcting(state) ? { ...state, dialog: 'skip' } : state, []]
    case 'handOver':
      return [mayHandOver(state) ? { ...state, dialog: 'handOver' } : state, []]
    case 'flag':
    case 'ask':
    case 'help':
      return [{ ...state, dialog: command.does }, []]
  }
}

function choose(state: BenchState, at: number, key: string): Next {
  const asked = state.form[at]
  if (!asked?.kind) return [state, []]
  const { kind, question } = asked
  const { parts } = state.claim.item
  const view = state.views[question.key] ?? null
  const made = kind.gestureOf(question, key, view, parts)
  const moved = kind.viewOf?.(question, key, view, parts)
  if (made != null) return gesture({ ...state, active: at }, at, made, true)
  const views = moved === undefined ? state.views : { ...state.views, [question.key]: moved }
  return [{ ...state, active: at, views }, []]
}

function gesture(state: BenchState, at: number, made: unknown, byKey: boolean): Next {
  if (!may(state)) return [state, []]
  const asked = state.form[at]
  if (!asked?.kind) return [{ ...state, active: at }, []]
  const { kind, question } = asked
  const { key } = question
  const was = kind.readAnswer(question, state.history.now[key])
  const is = kind.reduce(question, was, made)
  const same = Object.is(was, is) || (was !== null && is !== null && sameAnswers({ a: was }, { a: is }))
  let { history } = state
  if (!same) {
    const next = { ...history.now }
    if (is === null) Reflect.deleteProperty(next, key)
    else next[key] = is
    history = oneStep(history, next, kind.joins(was, is))
  }
  const views = kind.follow
    ? { ...state.views, [key]: kind.follow(question, was, made, state.views[key] ?? null) }
    : state.views
  const [next, effects] = answered({ ...state, active: at, views }, history)
  return byKey && kind.single(question) ? onward(next, at, effects) : [next, effects]
}

/** One answered by a key: the next one without an answer is next. */
function onward(state: BenchState, at: number, effects: readonly BenchEffect[]): Next {
  const next = state.form.findIndex(
    ({ question }, i) => i > at && state.history.now[question.key] === undefined,
  )
  const following = state.form[next]
  if (following === undefined) return [state, effects]
  const { kind, question } = following
  const writes = kind?.keys(question).length === 0 && question.required
  return [
    { ...state, active: next },
    writes ? [...effects, { do: 'focus', at: next, missing: false }] : effects,
  ]
}

/** New answers: they are kept, and other questions may be asked. */
function answered(state: BenchState, history: History<Answers>): Next {
  if (history.now === state.history.now) return [{ ...state, history }, []]
  return [withForm({ ...state, history }), [{ do: 'keep', answers: history.now }]]
}

function withForm(state: BenchState): BenchState {
  const form = askedOf(state.questions, state.history.now)
  const same = form.length === state.form.length && form.every((asked, i) => asked === state.form[i])
  return same ? state : { ...state, form }
}

function submit(state: BenchState): Next {
  if (!may(state) || state.mark.is === 'conflict') return [state, []]
  const { claim, form, formVersion } = state
  const [first] = formFaults(form, state.history.now, claim.item.parts, state.views)
  if (first) {
    const at = form.findIndex((asked) => asked.question.key === first.where)
    const effects: BenchEffect[] = form[at]?.kind?.Stage
      ? // Where the work lies in the material, the first field beside it is no better place than the hand's own.
        []
      : [{ do: 'focus', at, missing: true }]
    return [{ ...state, tried: true, active: at }, effects]
  }
  const answers = submitted(form, state.history.now)
  const tried = { ...state, tried: true }
  if (claim.annotation) {
    if (sameAnswers(answers, claim.annotation.answers)) return [tried, [{ do: 'next' }]]
    const path = `/annotations/${String(claim.annotation.id)}/revisions`
    return post(tried, 'revise', path, { answers, form_version: formVersion })
  }
  const prediction = claim.predictions.find(
    (made) => made.id === state.accepted && sameAnswers(made.answers, answers),
  )
  return post(tried, 'submit', `/claims/${String(claim.id)}/annotation`, {
    answers,
    form_version: formVersion,
    prediction_id: prediction?.id ?? null,
  })
}

function post(state: BenchState, what: Posting, path: string, body: Record<string, unknown>): Next {
  return [{ ...state, sending: what, error: null }, [{ do: 'hold' }, { do: 'post', what, path, body }]]
}

/** What is said of it: only what is true, so nothing while it waits in this browser. */
function saidOf(what: Posting, sent: boolean): BenchEffect[] {
  if (!sent) return []
  const said = { submit: 'submitted', skip: 'skipped', revise: 'revised', handOver: 'handedOver' } as const
  return [{ do: 'say', what: said[what] }]
}

/** A few words of the item, for the list of what is not sent. */
export function excerptOf(claim: Claim): string {
  const text = claim.item.parts.find((part) => part.text)?.text ?? claim.item.external_id ?? ''
  return [...text].slice(0, 120).join('')
}
