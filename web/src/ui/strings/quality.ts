/** Words of my quality, and of what leads see of somebody's. */
import { decimal } from '@/ui/format'

const points = (share: number) => decimal(Math.abs(share) * 100, 1)

export const quality = {
  title: 'My quality',
  lead: 'What your answers say, with the evidence behind it. Nobody is ranked, and skips, absence and the time you take count for nothing.',
  empty: {
    title: 'Nothing is known yet',
    why: 'After some answers to items that others answered too, or whose answer is known, you see here how you do, and on which items it rests.',
  },
  of: {
    lead: 'What their answers say, question by question, with the same evidence that they see. It decides which work fits; it compares them with nobody.',
    empty: {
      title: 'Nothing is known yet',
      why: 'Nothing of theirs can be compared with a known answer or with what others answered.',
    },
    link: 'Quality',
    linkOf: (name: string) => `Quality: ${name}`,
  },
  measures: {
    right: 'Estimated share of right answers',
    near: 'How near answers come to what is right',
    nothing: 'Not estimated',
  },
  missing: (n: number, counted: number) =>
    `${counted === 0 ? 'No item can be compared yet' : counted === 1 ? '1 item can be compared' : `${String(counted)} items can be compared`}; ${String(n)} more until something is said.`,
  trend: {
    title: 'How it went',
    label: (windows: number) =>
      `The estimate in ${String(windows)} shares of the counted items, oldest first`,
    none: 'No change that the evidence supports.',
    missing: (n: number) =>
      n === 1
        ? '1 more counted item until a change could be seen.'
        : `${String(n)} more counted items until a change could be seen.`,
    change: (by: number, low: number, high: number, items: number) =>
      `The last ${String(items)} items came out ${points(by)} points ${by > 0 ? 'higher' : 'lower'} than those before (95 %: ${points(low)} to ${points(high)}).`,
    note: 'By counted items, not by days. Of people who stay the same, one in twenty is shown a change by chance.',
    table: 'As a table',
    share: 'Items',
    value: 'Estimate',
    interval: '95 % interval',
  },
  moved: {
    title: 'What moved it most',
    none: 'No single answer stands out.',
    raised: (by: number) => `raised it by ${points(by)} points`,
    lowered: (by: number) => `lowered it by ${points(by)} points`,
    known: 'The answer is known.',
    sure: (share: string) => `The others are ${share} sure of it.`,
    others: 'The others have it so.',
    how: 'The estimate less what it would be without that item.',
  },
  caught: {
    title: 'What you caught',
    titleOf: 'What they caught',
    why: 'Known to be right, where most others said otherwise.',
  },
  practise: {
    title: 'What to practise',
    titleOf: 'What costs most',
    cost: (by: number, items: number) => `cost ${points(by)} points over ${String(items)} items`,
    open: 'Rules and decided cases',
    openOf: (slip: string) => `Rules and decided cases: ${slip}`,
    examples: 'Items where it happened',
    rule: (heading: string) => `The rule that may apply: ${heading}`,
    guideline: 'Open the guideline',
    cases: 'Decided cases like these',
    nothing: 'Neither the guideline nor a decided case says more about it yet. You can ask at the desk.',
    what: {
      instead: (said: string, right: string) => `“${said}” where “${right}” is right`,
      missed: (_: string, right: string) => `“${right}” left out`,
      extra: (said: string) => `“${said}” where there is none`,
      border: (said: string) => `“${said}” that begins or ends elsewhere`,
      higher: (said: string) => `“${said}” rated too high`,
      lower: (said: string) => `“${said}” rated too low`,
    },
  },
  mine: 'You said',
  theirs: 'They said',
  gold: 'Known answer',
  consensus: 'Consensus',
  desk: 'See it at the desk',
  item: 'See the item',
  answers: 'My answers in this project',
}
