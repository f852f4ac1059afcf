/** Finds mathematics in Markdown: $a$, $$a$$, \(a\) and \[a\]. Every look is bounded, so that no text makes it slow. */
import type { MarkedOptions, Tokens } from 'marked'

export interface FormulaToken extends Tokens.Generic {
  type: 'formula'
  tex: string
  /** Whether it stands on lines of its own. */
  display: boolean
}

// A price is no formula: after the first sign and before the last there is no space, and no word touches them outside.
const INLINE: [RegExp, boolean][] = [
  [/^\$\$((?:\\[^]|[^$\\]){1,4000}?)\$\$/, true],
  [/^\$(?![\s$])((?:\\[^]|[^$\\]){1,2000}?)(?<!\s)\$(?![\w$])/, false],
  [/^\\\(([^]{1,2000}?)\\\)/, false],
  [/^\\\[([^]{1,4000}?)\\\]/, true],
]
const BLOCK: [RegExp, boolean][] = [
  [/^ {0,3}\$\$((?:\\[^]|[^$\\]){1,4000}?)\$\$[ \t]*(?:\n|$)/, true],
  [/^ {0,3}\\\[([^]{1,4000}?)\\\][ \t]*(?:\n|$)/, true],
]

function reading(ways: [RegExp, boolean][]) {
  return (src: string): FormulaToken | undefined => {
    for (const [way, display] of ways) {
      const found = way.exec(src)
      const tex = found?.[1]?.trim()
      if (found && tex) return { type: 'formula', raw: found[0], tex, display }
    }
    return undefined
  }
}

const at = (found: number) => (found < 0 ? undefined : found)

export const FORMULAS: NonNullable<MarkedOptions['extensions']> = {
  renderers: {},
  childTokens: {},
  inline: [reading(INLINE)],
  block: [reading(BLOCK)],
  startInline: [(src) => at(src.search(/(?<![\w$\\])\$|\\[([]/)) as number],
  startBlock: [(src) => at(src.search(/\n {0,3}(?:\$\$|\\\[)/)) as number],
}
