/** Words of questions about the guideline and of what was decided. */
import { count } from '@/ui/format'

const DAY = 86_400_000

/** How long something has waited, in words. */
function waited(since: string, now: number): string {
  const days = Math.floor((now - Date.parse(since)) / DAY)
  if (days >= 2) return `${count(days)} days`
  const hours = Math.floor((now - Date.parse(since)) / 3_600_000)
  if (hours >= 2) return `${count(hours)} hours`
  return hours === 1 ? 'an hour' : 'less than an hour'
}

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
  waits: (since: string, now: number) => `Has waited ${waited(since, now)}`,
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
  proposals: {
    propose: 'Propose a change',
    proposeNote:
      'Everybody who is qualified for this project sees the proposal and may comment. Somebody who leads the project decides, with a reason.',
    what: 'What is to change',
    whats: { guideline: 'The guideline', questions: 'The questions' },
    text: 'The guideline as you would have it',
    words: 'What is to change in the questions',
    difference: 'The difference',
    why: 'Why',
    send: 'Propose',
    done: 'Your proposal is made. The decision comes to your inbox.',
    states: { open: 'Open', decided: 'Decided' },
    filter: 'Which proposals',
    empty: {
      open: {
        title: 'No proposal is open',
        why: 'Whoever judges may propose a change of the guideline or of the questions.',
      },
      decided: { title: 'No proposal was decided yet', why: 'Decisions stay here with their reasons.' },
    },
    about: { guideline: 'A change of the guideline', questions: 'A change of the questions' },
    closes: (at: string) => `Comments until ${at}`,
    see: 'See the change',
    stale: (n: number) => `The guideline has changed since: this is the difference to version ${String(n)}.`,
    accept: 'Accept',
    acceptTitle: 'Accept the proposal',
    acceptGuideline: 'The proposed text becomes the next version of the guideline. The earlier ones stay.',
    acceptQuestions: 'The questions are then changed in Settings. Whoever proposed it is told.',
    decline: 'Decline',
    declineTitle: 'Decline the proposal',
    declineExplains: 'Nothing changes. Whoever proposed it, and whoever commented, reads the reason.',
    decided: 'Decided. Whoever took part is told.',
    wasAccepted: (version: number | null) =>
      version === null ? 'Accepted' : `Accepted: version ${String(version)} of the guideline`,
    wasDeclined: 'Declined',
    all: 'All proposals',
    toItems: 'Find the items that it touches',
  },
  changes: {
    see: 'See the change',
    all: 'All changes',
    empty: {
      title: 'The guideline has not changed yet',
      why: 'Each version is kept, and what changed is shown here.',
    },
    version: (n: number) => `Version ${String(n)}`,
    first: 'The first version',
    since: (n: number, since: number) => `Version ${String(n)}, beside version ${String(since)}`,
    by: (name: string | null, at: string) => (name === null ? at : `${name}, ${at}`),
    proposal: 'See the proposal',
    same: 'Both say the same.',
    askedAgain: (n: number) =>
      n === 1 ? '1 item was asked again because of it.' : `${count(n)} items were asked again because of it.`,
  },
  touched: {
    title: 'Items that the change touches',
    note: 'Answered items, found by what changed. Asked again, they are open as if nobody had answered: who answered before keeps the credit, may be asked as well, and is neither judged nor marked wrong by the new text.',
    rules: 'A rule was named of them',
    labels: 'Their consensus has the label',
    words: 'Their text has the word',
    wordsHint: 'Type a word and press Enter',
    nothing: {
      title: 'Nothing to look for',
      why: 'Choose a rule or a label, or type a word, by which items are found.',
    },
    none: {
      title: 'No answered item is touched',
      why: 'Look for other words. Items that nobody has answered are answered by the new text anyhow.',
    },
    looking: (share: string) => `Looked through ${share} of the items`,
    more: 'Look on',
    by: {
      rule: (heading: string) => `rule “${heading}”`,
      label: (name: string) => `label “${name}”`,
      word: (word: string) => `word “${word}”`,
    },
    choose: (excerpt: string) => `Ask again: ${excerpt}`,
    all: 'All that are listed',
    gold: 'Its answer is known: see to it first that the known answer follows the new text.',
    see: 'See the item',
    ask: (n: number) => (n === 1 ? 'Ask 1 item again' : `Ask ${count(n)} items again`),
    asked: (n: number) => (n === 1 ? '1 item is asked again.' : `${count(n)} items are asked again.`),
    refused: (n: number, why: string) =>
      n === 1 ? `1 item stays as it is. ${why}` : `${count(n)} items stay as they are. ${why}`,
    newer: (n: number) => `The guideline has version ${String(n)} by now: see what that one touches.`,
    toNewest: 'See the newest change',
  },
  news: {
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
    longest: (since: string, median: string | null, now: number) =>
      median === null || waited(median, now) === waited(since, now)
        ? `The longest has waited ${waited(since, now)}.`
        : `The longest has waited ${waited(since, now)}; half of them at least ${waited(median, now)}.`,
    see: 'See the questions',
  },
  answerer: {
    title: 'Questions from the desk',
    note: 'Who answers what people ask about items and rules. Everybody who leads the project may answer, too.',
    who: 'Answered by',
    default: 'Whoever made the project',
    days: 'Days for comments on a proposal',
    daysHint: 'A proposal may be decided before; its decision always has a reason.',
    saved: 'Saved.',
  },
}
