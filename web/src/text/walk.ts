/** From word to word by arrows. */
import { utf16, type Utf16 } from './offsets'
import { rightToLeft, wordFrom, wordUpTo, type Range } from './steps'

export type Way = 'on' | 'back' | 'up' | 'down' | 'start' | 'end'

/** What an arrow means where it is pressed: on a line from right to left, left goes on. */
export function inDirection(text: string, key: string, place: Utf16): Way {
  switch (key) {
    case 'ArrowUp':
      return 'up'
    case 'ArrowDown':
      return 'down'
    case 'Home':
      return 'start'
    case 'End':
      return 'end'
    default:
      return (key === 'ArrowRight') === rightToLeft(text, place) ? 'back' : 'on'
  }
}

/** The word that a step along the text leads to; null at its end. */
export function wordStep(text: string, from: Range, way: Exclude<Way, 'up' | 'down'>): Range | null {
  switch (way) {
    case 'on':
      return wordFrom(text, from[1])
    case 'back':
      return wordUpTo(text, from[0])
    case 'start':
      return wordFrom(text, utf16(0))
    case 'end':
      return wordUpTo(text, utf16(text.length))
  }
}
