/** What every kind of question offers to the web client; the twin of the server's contract. One folder per kind. */
import type { ComponentType } from 'react'
import type { PartLike } from '@/ui/Parts'

export type { PartLike }

export type Json = Record<string, unknown>

/** When a question is asked: an earlier one was answered with one of these. */
export interface Condition {
  question: string
  says: string[]
}

/** What all questions have; a kind adds its own fields. */
export interface Question {
  key: string
  kind: string
  title: string
  help: string
  required: boolean
  part: string | null
  when: Condition | null
}

/** Question key -> answer, as it goes over the wire. A question without an answer is absent. */
export type Answers = Record<string, Json>

/** One thing that is wrong, and where; the same shape as on the wire. */
export interface Fault {
  where: string
  what: string
}

/** A key that chooses something, and what it chooses. */
export interface KeyHint {
  key: string
  chooses: string
}

export interface EditorProps<Q, A, G> {
  question: Q
  answer: A | null
  onGesture: (gesture: G) => void
  /** The material of the item. */
  parts: PartLike[]
  /** What the hand is at: a selection, the label to give next. Not part of the answer, and not undone. */
  view: unknown
  onView: (view: unknown) => void
  /** Whether single keys go to this question; then they are printed in full colour. */
  active: boolean
  /** Keys that reach this question now, in the order of `Kind.keys`. */
  readOnly?: boolean
}

export interface ReviewProps<Q, A> {
  question: Q
  answer: A
  /** The material, where it is at hand. */
  parts?: PartLike[] | undefined
}

/** What several people said to one question of an item. */
export interface TogetherProps<Q, A> {
  question: Q
  /** Alike answers together: who gave them, and whether the consensus is such. */
  said: readonly { answer: A; by: readonly string[]; consensus: boolean }[]
  parts: PartLike[]
}

export interface BuilderProps<Q> {
  question: Q
  onChange: (question: Q) => void
  faults: Fault[]
}

/** One kind of question: all there is to know of it in the browser. `G` is a gesture: what a hand did, in words. */
export interface Kind<Q extends Question, A, G> {
  name: string
  title: string
  /** A question as it is stored; short forms become long ones. */
  readQuestion(raw: Json): Q
  /** The stored answer when it fits this question, else null. */
  readAnswer(question: Q, raw: Json | null | undefined): A | null
  /** Why this answer can't be submitted yet; empty when it can. `null` is no answer; no parts: not at hand. */
  faults(question: Q, answer: A | null, parts?: PartLike[]): string[]
  keys(question: Q): KeyHint[]
  /** What a key does; `view` is what the hand is at. */
  gestureOf(question: Q, key: string, view?: unknown, parts?: PartLike[]): G | null
  /** Where the hand is after a key that moves it, whether or not it answers something; undefined: where it was. */
  viewOf?(question: Q, key: string, view: unknown, parts: PartLike[]): unknown
  /** What the hand is at when an item opens. `seed` stays the same for a person and an item: chance is drawn from it. */
  opening?(question: Q, parts: PartLike[], seed: string): unknown
  /** What of it is kept in this browser beside the draft, so that a reload loses nothing that was begun; null: nothing. */
  begun?(view: unknown): Json | null
  /** What the hand is at where that was kept; null: it is none. */
  takenUp?(kept: Json): unknown
  /** What the hand is at after a gesture; `answer` is what was answered before it. */
  follow?(question: Q, answer: A | null, gesture: G, view: unknown): unknown
  /** The answer after a gesture: a pure function, so that undo is only a list of answers. */
  reduce(question: Q, answer: A | null, gesture: G): A | null
  /** Whether this step belongs to the last one in the list of undo steps (letters of a word). */
  joins(before: A | null, after: A | null): boolean
  /** What the hand has begun and not ended, in words. */
  unfinished?(view: unknown, question: Q, answer: A | null): string | null
  /** Whether one gesture answers the question whole, so that the desk may go on to the next. */
  single(question: Q): boolean
  /** Whether one answer may be given to many items at once: it points into no text or picture. */
  inBulk?: boolean
  /** The answer in words; where `view` is given, in those of the desk, which may not name what it hides. */
  shown(question: Q, answer: A, view?: unknown): string
  /** What an answer says, without how it came about (an order shown, a note): whether two people agree lies in this. */
  bare?(answer: A): unknown
  /** What conditions of later questions may ask of an answer; the twin of the server's `says`. */
  says(question: Q, answer: A): string[]
  /** All that `says` may contain, with its name on the screen. */
  conditions(question: Q): { says: string; name: string }[]
  /** The parts that `Stage` shows, marked and worked on in their place, so that nobody else shows them. */
  staged?(question: Q, parts: PartLike[]): string[]
  /** The half of the editor that lies where the material lies. */
  Stage?: ComponentType<EditorProps<Q, A, G>>
  /** Whether it is asked of texts that are written in Markdown, as models do: then they are drawn. */
  markdown?: boolean
  /** Whether its stage lays parts side by side. */
  beside?: boolean
  /** Components that these parts make needed besides those below, so that a desk has them before it shows the item. */
  needs?(question: Q, parts: PartLike[]): unknown[]
  /** The half of the editor that lies beside the material: mostly all of it. */
  Editor: ComponentType<EditorProps<Q, A, G>>
  Review: ComponentType<ReviewProps<Q, A>>
  /** Everybody's answers over each other, where that shows more than one beside the other. */
  Together?: ComponentType<TogetherProps<Q, A>>
}

/** How questions of one kind are set up: only whoever sets up a project loads it. */
export interface Setup<Q extends Question> {
  /** Of the kind. */
  name: string
  about: string
  /** A new question. */
  fresh(key: string): Q
  faults(question: Q): Fault[]
  /** Parts to try the question on meanwhile. */
  samples?(question: Q): PartLike[]
  Builder: ComponentType<BuilderProps<Q>>
}

/** One whose type is forgotten, as the list of all holds it. */
export type AnySetup = Setup<Question>

export function anySetup<Q extends Question>(setup: Setup<Q>): AnySetup {
  return setup as unknown as AnySetup
}

/** A kind whose types are forgotten, as lists of questions hold it. */
export type AnyKind = Kind<Question, Json, unknown>

export function anyKind<Q extends Question, A extends object, G>(kind: Kind<Q, A, G>): AnyKind {
  return kind as unknown as AnyKind
}

/** The fields that all questions have, out of stored JSON. */
export function readBase(raw: Json): Question {
  return {
    key: typeof raw.key === 'string' ? raw.key : '',
    kind: typeof raw.kind === 'string' ? raw.kind : '',
    title: typeof raw.title === 'string' ? raw.title : '',
    help: typeof raw.help === 'string' ? raw.help : '',
    required: raw.required !== false,
    part: typeof raw.part === 'string' ? raw.part : null,
    when: readCondition(raw.when),
  }
}

function readCondition(raw: unknown): Condition | null {
  const { question, says } = (raw ?? {}) as Json
  if (typeof question !== 'string' || !Array.isArray(says)) return null
  return { question, says: says.filter((one): one is string => typeof one === 'string') }
}

/** Whether an object has exactly these fields. */
export function hasOnly(raw: Json, fields: string[]): boolean {
  const there = Object.keys(raw)
  return there.length === fields.length && fields.every((field) => there.includes(field))
}
