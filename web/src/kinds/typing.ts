/** When a step of writing belongs to the one before it: undo takes back words, not letters. */

/** Whether going from one text to the other is a letter within a word: no paste, no cut, no end of a word. */
export function lettersOfAWord(was: string, is: string): boolean {
  if (Math.abs(is.length - was.length) > 2) return false
  const most = Math.min(was.length, is.length)
  let head = 0
  while (head < most && was.charCodeAt(head) === is.charCodeAt(head)) head++
  let tail = 0
  while (tail < most - head && was.charCodeAt(was.length - 1 - tail) === is.charCodeAt(is.length - 1 - tail))
    tail++
  const written = is.slice(head, is.length - tail)
  const taken = was.slice(head, was.length - tail)
  return written.length <= 2 && taken.length <= 2 && !/\s/.test(written)
}
