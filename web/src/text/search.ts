/** A search in a text, without a browser: what is looked for, and which of the places found is looked at. */
import { find } from './find'
import type { Range } from './steps'

export interface Search {
  readonly phrase: string
  /** Which of the places, from 0. */
  readonly at: number
}

export type SearchEvent =
  | { is: 'typed'; phrase: string }
  /** `of`: how many places there are. */
  | { is: 'went'; way: 1 | -1; of: number }
  | { is: 'left'; text: string }

export type SearchEffect =
  /** Keys are to reach the text again. */ { do: 'enter' } | { do: 'select'; range: Range }

export const NO_SEARCH: Search = { phrase: '', at: 0 }

export function search(state: Search, event: SearchEvent): readonly [Search, readonly SearchEffect[]] {
  switch (event.is) {
    case 'typed':
      return [{ phrase: event.phrase, at: 0 }, []]
    case 'went':
      return [event.of === 0 ? state : { ...state, at: (state.at + event.way + event.of) % event.of }, []]
    case 'left': {
      // What is drawn may lag behind what was typed last.
      const range = find(event.text, state.phrase)[state.at]
      return [NO_SEARCH, [{ do: 'enter' }, ...(range ? [{ do: 'select', range } as const] : [])]]
    }
  }
}
