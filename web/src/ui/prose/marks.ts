/** What a text holds besides words: decided by its signs alone, so that nothing is fetched for texts that are only words. */

/** A longer text, or one with more signs, stays as it was written: reading it all for its signs would stop the page. */
export const MOST_DRAWN = 30_000
export const MOST_SIGNS = 3_000

const MARKS = /[*_`#>|~$\\[\]<&]|https?:\/\/|^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]/m

/** Whether a text would look different if it were drawn. */
export const hasMarks = (text: string): boolean => MARKS.test(text)

/** Whether there is too much of it to be drawn. */
export function isTooMuch(text: string): boolean {
  if (text.length > MOST_DRAWN) return true
  let signs = 0
  for (const sign of text) if ('[*_`$\\<>~'.includes(sign) && ++signs > MOST_SIGNS) return true
  return false
}

/** Whether a text is drawn. */
export const isMarked = (text: string): boolean => hasMarks(text) && !isTooMuch(text)

/** The words of the beginning of a text, without the signs of headings, lists, emphasis and code. */
export const bare = (text: string): string =>
  text
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*]|\d{1,9}[.)])[ \t]+/gm, '')
    .replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, ' ')
    .replace(/\*\*|__|`|(?<=^|\s)[*_](?=\S)|(?<=\S)[*_](?=\s|[.,;:!?]|$)/g, '')

/** Whether it may hold mathematics. */
export const hasFormulas = (text: string): boolean => /\$|\\[([]/.test(text)

/** The languages that its blocks of code say they are in. */
export function fenceLanguages(text: string): string[] {
  const found = text.matchAll(/^[ \t>]*(?:`{3,}|~{3,})[ \t]*([\w+#-]{1,20})/gm)
  return [...new Set([...found].map(([, name = '']) => name.toLowerCase()))]
}
