/** Words of questions about the guideline and of what was decided. */
import { count } from '@/ui/format'

export const guideline = {
  parts: {
    threads: 'Questions and answers',
    cases: 'Decided cases',
    proposals: 'Proposals',
    changes: 'Changes',
  },
  partsOf: 'Parts of this page',
  ask: 'Ask',
  askDialog: {
    title: 'Ask',
    explains: (name: string | null) =>
      `Everybody who is qualified for this project sees your question. ${name ?? 'The people who lead the project'} answers, and the answer comes to your inbox.`,
    about: 'About',
    aboutItem: 'This item',
    aboutAll: 'The guideline as a whole',
    rule: (heading: string, item: boolean) => `${item ? 'This item and the' : 'The'} rule “${heading}”`,
    asked: 'Your question',
    hint: 'Once it is answered, what you say about this item counts for the item, but not as evidence of skill.',
    do: 'Ask',
    done: 'Your question is asked. The answer comes to your inbox.',
  },
  states: { open: 'Waiting', answered: 'Answered', all: 'All' },
  filter: 'Which questions',
  empty: {
    open: {
      title: 'No question waits for an answer',
      why: 'What people ask at the desk, or with the button above, appears here until it is answered.',
    },
    answered: { title: 'Nothing was answered yet', why: 'Answers stay here for everybody to read.' },
    all: { title: 'Nobody has asked anything yet', why: 'Ask at the desk, or with the button above.' },
  },
  asks: (by: string, mine: boolean) => (mine ? `${by} (you)` : by),
  someone: 'Somebody who is not here any more',
  rule: (heading: string) => `Rule: ${heading}`,
  withheld: (answered: boolean) =>
    answered
      ? 'It is answered. You read the answer once you have answered or skipped the item yourself, so that every answer is an independent one.'
      : 'It is about an item that you may still be asked for. What is said of it appears once you have answered or skipped it.',
  changed: (at: string) => `changed ${at}`,
  answer: 'Answer',
  change: 'Change the answer',
  answerTitle: 'Answer this question',
  answerExplains:
    'Everybody who is qualified reads your answer with your name; the person who asked is told.',
  answered: 'Your answer is kept.',
  decide: 'Make it a decided case',
  decided: 'It is a decided case now, and stands beside items like it.',
  decidedWaits:
    'It is a decided case now. Whoever may still be asked for its item sees it only after they have answered.',
  isCase: 'Decided case',
  comments: (n: number) => (n === 0 ? 'Comment' : n === 1 ? '1 comment' : `${count(n)} comments`),
  comment: 'Add a comment',
  send: 'Send',
  seeItem: 'See the item',
  allThreads: 'All questions',
  cases: {
    find: 'Find in the decided cases',
    none: { title: 'No case has these words', why: 'Look for other words, or ask.' },
    empty: {
      title: 'Nothing was decided for good yet',
      why: 'An answered question, a known answer with its reason or a review becomes a decided case with one click. It then stands beside items that are like it.',
    },
    by: (name: string, at: string) => `Decided by ${name}, ${at}`,
    source: { thread: 'from a question', gold: 'from a known answer', review: 'from a review' },
    waits: 'Its item is still asked: whoever has yet to answer it does not see this case.',
    takeBack: 'Take it back',
    takeBackExplains: 'Nobody is shown this case any more. What it was made of stays as it is.',
    takenBack: 'The case is taken back.',
  },
  beside: {
    rule: 'May apply',
    cases: 'Decided in cases like this',
    threads: 'Asked about this item',
    ruleThreads: 'Asked about this rule',
    found: 'Decided cases with these words',
    waits: 'Not answered yet.',
  },
  news: {
    difference: 'The difference',
    title: 'The guideline changed since you last answered here.',
    titleFirst: 'The guideline has changed.',
    see: 'What changed',
    known: 'Got it',
    again: (n: number, before: boolean) =>
      before
        ? `Asked again, because the guideline changed (version ${String(n)}). What you said before stays credited to you and is not judged by the new text.`
        : `Asked again, because the guideline changed (version ${String(n)}).`,
  },
  waiting: {
    title: (n: number) =>
      n === 1 ? '1 question waits for an answer' : `${count(n)} questions wait for an answer`,
    longest: (since: string, median: string | null) =>
      median === null || median === since
        ? `The longest has waited since ${since}.`
        : `The longest has waited since ${since}, half of them since ${median} or longer.`,
    see: 'See the questions',
  },
}
