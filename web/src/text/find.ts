/** Where words stand in a text. */
import { utf16 } from './offsets'
import type { Range } from './steps'

/** More places than this are not counted. */
export const MOST_FOUND = 2000

/** Places of a phrase in any case. White space in it stands for any white space, also a line break. */
export function find(text: string, phrase: string): Range[] {
  const words = phrase.trim().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const pattern = new RegExp(words.map((w) => w.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s+'), 'giu')
  const found: Range[] = []
  for (const match of text.matchAll(pattern)) {
    found.push([utf16(match.index), utf16(match.index + match[0].length)])
    if (found.length >= MOST_FOUND) break
  }
  return found
}
