/** The rules of a guideline: its sections with a heading, read as the server reads them (routing/beside.py). */
export interface Section {
  heading: string
  /** With its heading, as Markdown. */
  markdown: string
}

const HEADING = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/
const FENCE = /^ {0,3}(```|~~~)/

export function sectionsOf(markdown: string): Section[] {
  const found: { heading: string; lines: string[] }[] = []
  let fenced = false
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    if (FENCE.test(line)) fenced = !fenced
    const heading = fenced ? null : HEADING.exec(line)
    if (heading)
      found.push({
        heading: (heading[1] ?? '')
          .replace(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, (_, text?: string) => text ?? '')
          .trim(),
        lines: [line],
      })
    else found[found.length - 1]?.lines.push(line)
  }
  return found
    .filter(({ heading }) => heading !== '')
    .map(({ heading, lines }) => ({ heading, markdown: lines.join('\n') }))
}
