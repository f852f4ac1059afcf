/**
 * The hand in a text, without a browser: what keys, the mouse and a finger select, take in hand and join. Ranges are units
 * of the text. What only the page knows comes with an event, or is asked of it by an effect.
 */
import type { LocalPoint } from '@/geometry/frames'
import { utf16, type Utf16 } from './offsets'
import { signBorder, wordAt, type Range } from './steps'
import { inDirection, wordStep } from './walk'

/** A mark by its key, and where it lies. */
export interface Placed {
  readonly key: string
  readonly at: readonly Range[]
}

/** What there is to work on: the hand asks for changes of it, and does not make them. */
export interface Ground {
  readonly text: string
  readonly marks: readonly Placed[]
  /** The key of the mark in hand. */
  readonly focus: string | null
  readonly selected: Range | null
  /** Whether what is selected next is marked at once. */
  readonly held: boolean
  /** Whether marks can be joined by arcs. */
  readonly joins: boolean
}

export interface Hand {
  /** Where a selection by words began, and where it is. */
  readonly walk: { readonly anchor: Range; readonly head: Range } | null
  /** Where the pointer was put last. */
  readonly caret: Utf16
  /** Where the pointer was put down on the text; null: it is up, or somewhere else. */
  readonly pressed: LocalPoint | null
  /** Whether letting go of it the last time selected something. */
  readonly took: boolean
  /** An arc that is being drawn, from a mark to a point. */
  readonly drawing: { readonly from: string; readonly to: LocalPoint } | null
}

/** A place under a point: the nearest border between characters, and the character itself if the point lies on one. */
export interface Place {
  readonly unit: Utf16
  readonly on: Utf16 | null
}

export type HandEvent =
  | { is: 'key'; key: string; shift: boolean }
  /** The word on another line that was asked for. */
  | { is: 'line'; word: Range | null; extends: boolean }
  /** `mark`: the pointer was put on the name of one. */
  | { is: 'pressed'; mark: string | null; at: LocalPoint }
  | { is: 'moved'; to: LocalPoint }
  /** `range`: what the browser selected on the way. */
  | { is: 'released'; finger: boolean; at: LocalPoint; range: Range | null; place: Place | null }
  /** An arc was drawn to here. */
  | { is: 'drawn'; mark: string | null }
  | { is: 'cancelled' }
  | { is: 'doubled'; place: Place | null }
  /** A finger's own selection has come to rest. */
  | { is: 'rested'; range: Range }

export type HandEffect =
  | { do: 'select'; range: Range | null }
  | { do: 'focus'; key: string | null }
  | { do: 'join'; from: string; to: string }
  | { do: 'reveal'; range: Range }
  /** For a word on the line above or below. */
  | { do: 'look'; from: Range; way: 1 | -1; extends: boolean }
  /** The browser's own selection goes. */
  | { do: 'clear' }
  /** Keys are to reach the text. */
  | { do: 'enter' }

type Next = readonly [Hand, readonly HandEffect[]]

export const REST: Hand = { walk: null, caret: utf16(0), pressed: null, took: false, drawing: null }

/** Keys that move a hand, or what it has selected. */
export const takes = ({ selected }: Ground, key: string): boolean =>
  WORDS.test(key) || (selected !== null && (ENDS.has(key) || key === 'Escape'))

const WORDS = /^(Arrow.+|Home|End)$/

/** What moves which end of a selection, and where to. */
const ENDS: ReadonlyMap<string, readonly ['start' | 'end', 1 | -1]> = new Map([
  ['[', ['end', -1]],
  [']', ['end', 1]],
  ['{', ['start', -1]],
  ['}', ['start', 1]],
])

/** A finger that moves further than this between down and up has not tapped. CSS pixels. */
const STILL = 12

export function hand(ground: Ground, state: Hand, event: HandEvent): Next {
  switch (event.is) {
    case 'key':
      return takes(ground, event.key) ? key(ground, state, event) : [state, []]
    case 'line':
      return event.word ? walked(ground, state, event.word, event.extends) : [state, []]
    case 'pressed': {
      const { mark, at } = event
      if (mark === null) return [{ ...state, pressed: at, took: false }, []]
      // On its name a mark is taken in hand; drawn from there to another, an arc joins the two.
      const drawing = ground.joins ? { from: mark, to: at } : null
      return [{ ...state, drawing }, [{ do: 'enter' }, { do: 'focus', key: mark }]]
    }
    case 'moved':
      return [state.drawing ? { ...state, drawing: { ...state.drawing, to: event.to } } : state, []]
    case 'drawn': {
      const from = state.drawing?.from
      const { mark } = event
      const joins = from !== undefined && mark !== null && mark !== from
      return [{ ...state, drawing: null }, joins ? [{ do: 'join', from, to: mark }] : []]
    }
    case 'cancelled':
      return [{ ...state, pressed: null, drawing: null }, []]
    case 'released':
      return released(ground, state, event)
    case 'doubled': {
      const word = event.place && wordAt(ground.text, event.place.on ?? event.place.unit)
      // The second press of two has marked its word already: what the browser and we call a word may differ.
      if (!word || (state.took && ground.held)) return [state, [{ do: 'clear' }]]
      return [
        { ...state, walk: { anchor: word, head: word } },
        [{ do: 'clear' }, { do: 'select', range: word }],
      ]
    }
    case 'rested':
      if (state.pressed) return [state, []]
      // What is marked is not to be marked again, a little longer, while the finger still drags its end.
      return [
        state,
        [{ do: 'select', range: event.range }, ...(ground.held ? [{ do: 'clear' } as const] : [])],
      ]
  }
}

function key(ground: Ground, state: Hand, event: { key: string; shift: boolean }): Next {
  const { selected, text } = ground
  if (event.key === 'Escape') return [state, [{ do: 'select', range: null }]]
  const moves = ENDS.get(event.key)
  if (moves) {
    const [start, end] = selected ?? NOWHERE
    const [which, way] = moves
    const range: Range =
      which === 'end' ? [start, signBorder(text, end, way)] : [signBorder(text, start, way), end]
    return [state, range[0] < range[1] ? [{ do: 'select', range }] : []]
  }
  const { head } = hands(ground, state)
  const way = inDirection(text, event.key, head[0])
  if (way === 'up' || way === 'down')
    return [state, [{ do: 'look', from: head, way: way === 'down' ? 1 : -1, extends: event.shift }]]
  const word = wordStep(text, head, way)
  return word ? walked(ground, state, word, event.shift) : [state, []]
}

const NOWHERE: Range = [utf16(0), utf16(0)]

/** Both ends of the selection; of one that was not made word by word, or of none, the place where the hand was last. */
function hands({ selected }: Ground, { walk, caret }: Hand): { anchor: Range; head: Range } {
  if (walk && selected && same(union(walk.anchor, walk.head), selected)) return walk
  // What was marked is no longer selected, but the hand is still there.
  const last = selected ?? walk?.head ?? [caret, caret]
  return { anchor: last, head: last }
}

function walked(ground: Ground, state: Hand, head: Range, extending: boolean): Next {
  const anchor = extending && ground.selected ? hands(ground, state).anchor : head
  return [
    { ...state, walk: { anchor, head } },
    [{ do: 'clear' }, { do: 'select', range: union(anchor, head) }, { do: 'reveal', range: head }],
  ]
}

function released(ground: Ground, state: Hand, event: Extract<HandEvent, { is: 'released' }>): Next {
  const { range, place, at, finger } = event
  if (!state.pressed) return [state, []]
  const still = Math.hypot(at.x - state.pressed.x, at.y - state.pressed.y) <= STILL
  const up = { ...state, pressed: null, took: range !== null }
  if (range) return [{ ...up, walk: null }, [{ do: 'select', range }, { do: 'clear' }]]
  if (!place || (finger && !still)) return [up, []]
  const put = { ...up, caret: place.unit }
  return finger ? tapped(ground, put, place) : clicked(ground, put, place)
}

/** Several marks on one place: every further click takes the next one outwards. */
function clicked({ focus, marks, selected }: Ground, state: Hand, { on }: Place): Next {
  const there = marksAt(marks, on)
  const next = there[(there.indexOf(focus ?? '') + 1) % Math.max(there.length, 1)] ?? null
  const away: HandEffect[] = selected ? [{ do: 'select', range: null }] : []
  return [{ ...state, walk: null }, [...away, { do: 'focus', key: next }]]
}

/**
 * A tap takes the marks of its place in hand, one after the other, and then selects the word there. While something is
 * selected, it is to the word that is tapped; the same word again lets go of it.
 */
function tapped(ground: Ground, state: Hand, { on }: Place): Next {
  const { focus, marks, selected, text } = ground
  const word = on === null ? null : wordAt(text, on)
  if (selected && word) {
    const { anchor } = hands(ground, state)
    const range = union(anchor, word)
    return same(range, selected)
      ? [{ ...state, walk: null }, [{ do: 'select', range: null }]]
      : [{ ...state, walk: { anchor, head: word } }, [{ do: 'select', range }]]
  }
  const there = marksAt(marks, on)
  const next = there[there.indexOf(focus ?? '') + 1]
  if (selected || !word || next !== undefined) return clicked(ground, state, { unit: state.caret, on })
  return [{ ...state, walk: { anchor: word, head: word } }, [{ do: 'select', range: word }]]
}

/** The marks on a character, the innermost first. */
export function marksAt(marks: readonly Placed[], on: Utf16 | null): string[] {
  if (on === null) return []
  return marks
    .filter(({ at }) => at.some(([start, end]) => start <= on && on < end))
    .sort((a, b) => lengthOf(a.at) - lengthOf(b.at))
    .map((mark) => mark.key)
}

const same = (a: Range, b: Range): boolean => a[0] === b[0] && a[1] === b[1]
const union = (a: Range, b: Range): Range => [a[0] < b[0] ? a[0] : b[0], a[1] > b[1] ? a[1] : b[1]]
const lengthOf = (at: readonly Range[]) => at.reduce((sum, [start, end]) => sum + end - start, 0)
