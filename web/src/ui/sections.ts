/** The rules of a guideline: its sections with a heading, read as the server reads them (routing/beside.py). */
export interface Section {
  heading: string
  /** With its heading, as Markdown. */
  markdown: string
}

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*)/
const FENCE = /^ {0,3}(```|~~~)/

/** What a heading's line says, without the marks around it; empty: it is none. It takes time as the line is long. */
export function headingIn(line: string): string {
  const said = HEADING.exec(line)?.[1] ?? ''
  return [' \t', '#', ' \t'].reduce(withoutEnd, said)
}

function withoutEnd(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

export function sectionsOf(markdown: string): Section[] {
  const found: { heading: string; lines: string[] }[] = []
  let fenced = false
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    if (FENCE.test(line)) fenced = !fenced
    const heading = fenced ? '' : headingIn(line)
    if (heading)
      found.push({
        heading: heading.replace(/[*_`]|\[([^[\]]*)\]\([^()]*\)/g, (_, text?: string) => text ?? '').trim(),
        lines: [line],
      })
    else found[found.length - 1]?.lines.push(line)
  }
  return found
    .filter(({ heading }) => heading !== '')
    .map(({ heading, lines }) => ({ heading, markdown: lines.join('\n') }))
}
