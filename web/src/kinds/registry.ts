/** Where each kind of question is fetched from, and the form that a project's questions make. */
import { chunksOf } from '@/ui/arriving'
import { bring, Chunk } from '@/ui/chunk'
import {
  anyKind,
  readBase,
  type AnyKind,
  type Answers,
  type Fault,
  type Json,
  type Kind,
  type PartLike,
  type Question,
} from './contract'
import { words as boxes } from './boxes/words'
import { words as chat } from './chat/words'
import { words as classification } from './classification/words'
import { words as code } from './code/words'
import { words as keypoints } from './keypoints/words'
import { words as masks } from './masks/words'
import { words as pairwise } from './pairwise/words'
import { words as polygons } from './polygons/words'
import { words as polylines } from './polylines/words'
import { words as ranking } from './ranking/words'
import { words as rating } from './rating/words'
import { words as relations } from './relations/words'
import { words as rewrite } from './rewrite/words'
import { words as rubric } from './rubric/words'
import { words as spans } from './spans/words'
import { words as text } from './text/words'

function fetched<Q extends Question, A extends object, G>(
  load: () => Promise<{ KIND: Kind<Q, A, G> }>,
): Chunk<AnyKind> {
  // Awaited, not chained: the bundler takes what is chained for a part of the import.
  return new Chunk(async () => anyKind((await load()).KIND))
}

/** The kinds in the order in which people choose among them. Each comes when a question of it does: a desk loads what it asks. */
export const KINDS: readonly { name: string; title: string; chunk: Chunk<AnyKind> }[] = [
  { name: 'classification', title: classification.title, chunk: fetched(() => import('./classification')) },
  { name: 'rating', title: rating.title, chunk: fetched(() => import('./rating')) },
  { name: 'text', title: text.title, chunk: fetched(() => import('./text')) },
  { name: 'pairwise', title: pairwise.title, chunk: fetched(() => import('./pairwise')) },
  { name: 'ranking', title: ranking.title, chunk: fetched(() => import('./ranking')) },
  { name: 'rubric', title: rubric.title, chunk: fetched(() => import('./rubric')) },
  { name: 'spans', title: spans.title, chunk: fetched(() => import('./spans')) },
  { name: 'relations', title: relations.title, chunk: fetched(() => import('./relations')) },
  { name: 'chat', title: chat.title, chunk: fetched(() => import('./chat')) },
  { name: 'rewrite', title: rewrite.title, chunk: fetched(() => import('./rewrite')) },
  { name: 'code', title: code.title, chunk: fetched(() => import('./code')) },
  { name: 'boxes', title: boxes.title, chunk: fetched(() => import('./boxes')) },
  { name: 'polygons', title: polygons.title, chunk: fetched(() => import('./polygons')) },
  { name: 'keypoints', title: keypoints.title, chunk: fetched(() => import('./keypoints')) },
  { name: 'masks', title: masks.title, chunk: fetched(() => import('./masks')) },
  { name: 'polylines', title: polylines.title, chunk: fetched(() => import('./polylines')) },
]

const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]))

/** The title of a kind; the name itself when this client is older than the kind. */
export const titleOfKind = (name: string): string => BY_NAME.get(name)?.title ?? name

/** A kind that was fetched; undefined: this client is older than the kind. */
export function kindOf(name: string): AnyKind | undefined {
  const arrival = BY_NAME.get(name)?.chunk.current()
  if (arrival && arrival.is !== 'here') throw new Error(`The kind ${name} is read before it was fetched.`)
  return arrival?.made
}

/** A kind that is here already. */
export function give(kind: AnyKind): void {
  BY_NAME.get(kind.name)?.chunk.give(kind)
}

/** Where the kinds of these questions come from. */
export function kindsOf(questions: Json[]): Chunk<AnyKind>[] {
  return [...new Set(questions.map((raw) => String(raw.kind)))].flatMap(
    (name) => BY_NAME.get(name)?.chunk ?? [],
  )
}

/** Fetches the kinds of these questions; throws `Missing` when one does not come. */
export function bringKinds(questions: Json[]): Promise<void> {
  return bring(kindsOf(questions))
}

/** A question with its kind; `kind` is missing when this client is older than the question. */
export interface Asked {
  question: Question
  kind: AnyKind | undefined
}

/** The form of these questions, whose kinds are here. */
export function readForm(questions: Json[]): Asked[] {
  return questions.map((raw) => {
    const kind = kindOf(String(raw.kind))
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
export function formFaults(
  form: Asked[],
  answers: Answers,
  parts: PartLike[] = [],
  views: Readonly<Record<string, unknown>> = {},
): Fault[] {
  return askedOf(form, answers).flatMap(({ question, kind }) => {
    if (!kind) return []
    const answer = kind.readAnswer(question, answers[question.key])
    const begun = kind.unfinished?.(views[question.key], question, answer)
    if (begun) return [{ where: question.key, what: begun }]
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
