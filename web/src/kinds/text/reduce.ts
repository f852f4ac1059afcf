/** What gestures do to a text: it is written anew with every letter, and letters of one word are one step of undo. */
import { lettersOfAWord } from '../typing'
import type { TextAnswer, TextQuestion } from './schema'

export type Gesture = { does: 'write'; text: string } | { does: 'clear' }

export function reduce(
  _question: TextQuestion,
  answer: TextAnswer | null,
  gesture: Gesture,
): TextAnswer | null {
  if (gesture.does === 'clear' || gesture.text === '') return null
  return answer?.text === gesture.text ? answer : { text: gesture.text }
}

/** Letters join the last step; a paste, a cut or the end of a word begins a new one. */
export function joins(before: TextAnswer | null, after: TextAnswer | null): boolean {
  return lettersOfAWord(before?.text ?? '', after?.text ?? '')
}
