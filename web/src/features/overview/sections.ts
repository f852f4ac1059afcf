import { headingIn } from '@/ui/sections'

/** What a guideline says of two answers that get mixed up. */
export interface Named {
  /** The heading of the section; empty for what stands before the first. */
  title: string
  /** Whether it names both answers, and so may tell them apart. */
  both: boolean
}

/** Sections of a Markdown guideline that name one of the two answers or both, those with both first. */
export function sectionsNaming(markdown: string, a: string, b: string): Named[] {
  const found: Named[] = []
  for (const { title, text } of sectionsOf(markdown)) {
    const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a]
    const [hasLonger, rest] = without(text, longer)
    const [hasShorter] = without(rest, shorter)
    if (hasLonger || hasShorter) found.push({ title, both: hasLonger && hasShorter })
  }
  return [...found.filter((one) => one.both), ...found.filter((one) => !one.both)]
}

function sectionsOf(markdown: string): { title: string; text: string }[] {
  const sections = [{ title: '', text: '' }]
  let fenced = false
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s{0,3}(```|~~~)/.test(line)) fenced = !fenced
    const heading = fenced ? '' : headingIn(line)
    if (heading) sections.push({ title: plain(heading), text: '' })
    const last = sections[sections.length - 1]
    if (last) last.text += `${line}\n`
  }
  return sections
}

function plain(heading: string): string {
  return heading.replace(/[*_`]/g, '')
}

/** Whether the text has the answer as words of their own, and the text without it: "not good" is no "good". */
function without(text: string, answer: string): [boolean, string] {
  const words = answer.trim()
  if (words === '') return [false, text]
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '[\\s*_`]+')
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
  const rest = text.replace(pattern, ' ')
  return [rest !== text, rest]
}
