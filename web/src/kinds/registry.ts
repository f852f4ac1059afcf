/** All kinds, and the form that a project's questions make. */
import { chunksOf } from '@/ui/arriving'
import { bring } from '@/ui/chunk'
import { KIND as boxes } from './boxes'
import { KIND as chat } from './chat'
import { KIND as classification } from './classification'
import { KIND as code } from './code'
import {
  anyKind,
  readBase,
  type AnyKind,
  type Answers,
  type Fault,
  type Json,
  type PartLike,
  type Question,
} from './contract'
import { KIND as pairwise } from './pairwise'
import { KIND as ranking } from './ranking'
import { KIND as rating } from './rating'
import { KIND as relations } from './relations'
import { KIND as rewrite } from './rewrite'
import { KIND as rubric } from './rubric'
import { KIND as spans } from './spans'
import { KIND as text } from './text'

export const KINDS: readonly AnyKind[] = [
  anyKind(classification),
  anyKind(rating),
  anyKind(text),
  anyKind(pairwise),
  anyKind(ranking),
  anyKind(rubric),
  anyKind(spans),
  anyKind(relations),
  anyKind(chat),
  anyKind(rewrite),
  anyKind(code),
  anyKind(boxes),
]

const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]))

export function kindOf(name: string): AnyKind | undefined {
  return BY_NAME.get(name)
}

/** A question with its kind; `kind` is missing when this client is older than the question. */
export interface Asked {
  question: Question
  kind: AnyKind | undefined
}

export function readForm(questions: Json[]): Asked[] {
  return questions.map((raw) => {
    const kind = BY_NAME.get(String(raw.kind))
    return { question: kind ? kind.readQuestion(raw) : readBase(raw), kind }
  })
}

/** Fetches what asks these questions of an item; throws `Missing` when it does not come. */
export function bringForm(form: Asked[], parts: PartLike[] = []): Promise<void> {
  const needed = form.flatMap(({ kind, question }) =>
    kind ? [kind.Stage, kind.Editor, kind.Review, ...(kind.needs?.(question, parts) ?? [])] : [],
  )
  return bring(chunksOf(needed))
}

/** Whether the texts of items are drawn as Markdown, because a question is about what models write. */
export const drawsMarkdown = (form: Asked[]): boolean => form.some(({ kind }) => kind?.markdown === true)

/** What of these answers fits the form, and the titles or keys of what does not. */
export function fitting(form: Asked[], answers: Answers): { fits: Answers; lost: string[] } {
  const fits: Answers = {}
  const lost: string[] = []
  for (const [key, raw] of Object.entries(answers)) {
    const asked = form.find((a) => a.question.key === key)
    const answer = asked?.kind?.readAnswer(asked.question, raw) ?? null
    if (answer) fits[key] = answer
    else lost.push(asked?.question.title ?? key)
  }
  return { fits, lost }
}

/** The questions that are asked, given these answers; twin of the server's `asked_of`. */
export function askedOf(form: Asked[], answers: Answers): Asked[] {
  const asked = new Set<string>()
  return form.filter(({ question }) => {
    const { when } = question
    const earlier = when && form.find((one) => one.question.key === when.question)
    const answer = earlier?.kind?.readAnswer(earlier.question, answers[earlier.question.key])
    const is =
      when === null ||
      (earlier?.kind !== undefined &&
        answer != null &&
        asked.has(earlier.question.key) &&
        earlier.kind.says(earlier.question, answer).some((said) => when.says.includes(said)))
    if (is) asked.add(question.key)
    return is
  })
}

/** The answers without those to questions that are not asked after all: they are kept on the desk, not submitted. */
export function submitted(form: Asked[], answers: Answers): Answers {
  const keys = new Set(askedOf(form, answers).map(({ question }) => question.key))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)))
}

/** What stands between these answers and submitting them, per question. */
export function formFaults(form: Asked[], answers: Answers, parts: PartLike[] = []): Fault[] {
  return askedOf(form, answers).flatMap(({ question, kind }) => {
    if (!kind) return []
    const answer = kind.readAnswer(question, answers[question.key])
    if (answer === null && !question.required) return []
    return kind.faults(question, answer, parts).map((what) => ({ where: question.key, what }))
  })
}

/** Equal answers, whatever the order of their fields. */
export function sameAnswers(a: Answers, b: Answers): boolean {
  return same(a, b)
}

/** Whether two answers to a question say the same, whatever else is kept of how they came about. */
export function agree({ question, kind }: Asked, a: Json, b: Json): boolean {
  const bare = (raw: Json) => {
    const answer = kind?.readAnswer(question, raw)
    return (answer && kind?.bare?.(answer)) ?? answer ?? raw
  }
  return same(bare(a), bare(b))
}

/** Equal as JSON: a field without a value is no field. Stops at the first difference; answers may be long. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [a as Json, b as Json]
  const fields = (of: Json) => Object.keys(of).filter((key) => of[key] !== undefined)
  const keys = fields(one)
  return keys.length === fields(other).length && keys.every((key) => same(one[key], other[key]))
}
