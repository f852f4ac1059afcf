/** From word to word by arrows. */
import type { Block } from './blocks'
import { screenPoint } from '@/geometry/frames'
import { pageBoxes, reveal, unitAt } from './dom'
import { utf16, type Utf16 } from './offsets'
import { rightToLeft, wordAt, wordFrom, wordUpTo, type Range } from './steps'

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

/** The word that a step leads to; null at the end of the text. */
export function wordStep(
  stage: HTMLElement | null,
  blocks: readonly Block[],
  text: string,
  from: Range,
  way: Way,
): Range | null {
  switch (way) {
    case 'on':
      return wordFrom(text, from[1])
    case 'back':
      return wordUpTo(text, from[0])
    case 'start':
      return wordFrom(text, utf16(0))
    case 'end':
      return wordUpTo(text, utf16(text.length))
    case 'up':
    case 'down':
      return stage && otherLine(stage, blocks, text, from, way === 'down' ? 1 : -1)
  }
}

/** Lines that are looked at for a word: empty ones are passed over. */
const LINES = 8

function otherLine(
  stage: HTMLElement,
  blocks: readonly Block[],
  text: string,
  from: Range,
  way: 1 | -1,
): Range | null {
  const here: Range = [from[0], utf16(Math.max(from[1], from[0] + 1))]
  // What is not seen can't be pointed at.
  reveal(stage, blocks, here)
  const [box] = pageBoxes(stage, blocks, here)
  if (!box) return null
  const line = parseFloat(getComputedStyle(stage).lineHeight)
  const x = box.left + Math.min(box.width / 2, 40)
  for (let n = 1; n <= LINES; n++) {
    const at = unitAt(stage, blocks, screenPoint(x, box.top + box.height / 2 + way * n * line))
    if (!at) return null
    const word = wordAt(text, at.unit) ?? (way === 1 ? wordUpTo(text, at.unit) : wordFrom(text, at.unit))
    if (word && (way === 1 ? word[0] >= from[1] : word[1] <= from[0])) return word
  }
  return null
}
