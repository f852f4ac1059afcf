/** Words of my answers, and of unsent work. */
export const mine = {
  title: 'My answers',
  empty: {
    title: 'No answers of yours yet',
    why: 'What you submit in this project is listed here, and you can look back and correct it.',
  },
  earlier: 'Asked again by a newer guideline',
  look: 'Look back',
  item: 'Item',
  answer: 'My answer',
  when: 'Submitted',
  unsent: {
    title: 'Not sent yet',
    lead: 'These answers are kept in this browser. They are sent by themselves as soon as the server answers.',
    empty: { title: 'Everything is sent', why: 'Nothing of yours waits in this browser.' },
    sendNow: 'Send now',
    submit: 'Answer',
    revise: 'Correction',
    skip: 'Skip',
    waiting: 'Waiting for the server',
    refused: 'Not taken',
    kept: (at: string) => `Kept here since ${at}`,
    discard: 'Discard',
    discardTitle: 'Discard this for good?',
    discardExplains: 'It is only in this browser. After this it is nowhere, and it can’t be brought back.',
    content: 'What it contains',
  },
}
