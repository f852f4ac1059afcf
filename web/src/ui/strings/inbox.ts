/** Words of the inbox. */
export const inbox = {
  title: 'Inbox',
  lead: 'What came back on your answers, flags and questions, and changes of the guideline. Only you see this page.',
  unread: (n: number) =>
    n === 1 ? '1 new entry' : n >= 100 ? '100 or more new entries' : `${String(n)} new entries`,
  badge: (n: number) => (n >= 100 ? '99+' : String(n)),
  empty: {
    title: 'Nothing has come back yet',
    why: 'Answers to your flags and questions appear here, what reviewers decide about items that you answered, why a known answer is right, what became of appeals, changes of the guideline, and thanks.',
  },
  fresh: 'New',
  flag: 'Your flag was answered',
  proposal: {
    waits: 'A proposal waits for your decision',
    accepted: (mine: boolean) =>
      mine ? 'Your proposal was accepted' : 'A proposal that you commented on was accepted',
    declined: (mine: boolean) =>
      mine ? 'Your proposal was declined' : 'A proposal that you commented on was declined',
    open: 'See the proposal',
    by: 'Proposed',
  },
  thread: 'Your question was answered',
  threadWaits: 'A question waits for your answer',
  somebody: 'Asked',
  answerThread: 'Answer it',
  openThread: 'See the question',
  review: {
    alike: 'A reviewer decided as you did',
    otherwise: 'A reviewer decided otherwise',
    looked: 'A reviewer looked at your item',
  },
  gold: 'The answer to this item is known',
  appeal: { upheld: 'Your appeal was upheld', declined: 'Your appeal was declined' },
  mended: 'An appeal was upheld on an item that you answered',
  mendedNote: 'It was judged anew for everybody who answered it, and your score at it with it.',
  guideline: {
    title: 'The guideline changed',
    version: (n: number) => `It has version ${String(n)} now.`,
    open: 'See what changed',
  },
  thanks: {
    for: {
      answer: 'Thanks for your answer',
      flag: 'Thanks for your flag',
      question: 'Thanks for your question',
      proposal: 'Thanks for your proposal',
    },
    by: (name: string) => `From ${name}.`,
  },
  holds: 'Right is',
  appeals: 'My appeals',
  goldNote: 'Your answer stays as you gave it. Only what you say before you are told counts as evidence.',
  superseded: 'A later review took the place of this one.',
  noReason: (name: string) => `Reviewed by ${name}, without a reason.`,
  you: 'You',
  saidBy: (name: string | null) => name ?? 'Somebody who is not here any more',
  mine: 'Your answer',
  mineThen: 'Your answer then',
  changedSince: 'You have changed your answer since.',
  notCompared: {
    damaged:
      'Your answer can’t be shown beside it: its file is damaged. Tell whoever runs this installation.',
    'not-asked': 'Your answer can’t be shown beside it: what you answered is not asked any more.',
  },
  decided: 'Decided',
  known: 'Known answer',
  alike: 'as you said',
  none: 'none',
  open: 'See it at the desk',
}
