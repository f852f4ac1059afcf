/** Words of choosing work, and of what somebody chose for themselves. */
export const work = {
  open: 'Work that is open to you',
  isNew: 'New',
  deliverables: 'What comes of it:',
  leftForMe: 'Left for you',
  left: (n: number) => (n === 1 ? '1 item' : `${String(n)} items`),
  leftMore: (n: number) => (n === 0 ? 'some items' : `at least ${String(n)} items`),
  pays: 'Pays',
  paysFor: {
    answer: (amount: string) => `${amount} for each answer`,
    accepted: (amount: string) => `${amount} for each accepted answer`,
    hour: (amount: string) => `${amount} for each hour that you enter`,
  },
  hourly: (amount: string) => `about ${amount} an hour by what people say an item takes`,
  effort: 'Takes about',
  effortReported: (median: string, most: string, people: number) =>
    `${median} min an item, nine in ten say at most ${most} (${String(people)} people said so)`,
  effortStated: (minutes: string) => `${minutes} min an item, as the lead estimates`,
  languages: 'Language',
  lead: 'Led by',
  mayShow: (what: string[]) => `May show: ${what.join(', ')}`,
  warning: {
    violence: 'violence',
    sexual: 'sexual content',
    hate: 'hate or insults',
    'self-harm': 'self-harm',
    medical: 'injury or illness',
    distressing: 'other distressing content',
  },
  sample: 'Look at a sample',
  sampleOf: (name: string) => `A sample of ${name}`,
  sampleNote: 'Only to look at: nothing is asked of you, and nothing is written down.',
  asked: 'What is asked of it',
  search: 'Search by name or purpose',
  kind: 'Kind of question',
  everyKind: 'Every kind',
  everyLanguage: 'Every language',
  order: 'Order',
  orders: { oldest: 'Oldest first', newest: 'Newest first', name: 'By name' },
  nothingFits: { title: 'No project fits', why: 'Search for something else, or take a filter away.' },
  nothing: {
    title: 'There is nothing for you to do just now',
    why: 'What there is was answered by you, or is with others, or has all it needs. Look in later, or never mind: nobody waits for you.',
    unqualified:
      'What is open asks for a qualification that you don’t hold yet. My qualifications says what is missing and how to get it.',
    avoided:
      'What is open warns of something that you would rather not see. It stands below, and you can change that in your account.',
  },
  toChoices: 'My account',
  unqualified: 'For those who hold what it asks for',
  apart: 'Nothing to do here just now',
  avoided: (n: number) =>
    n === 1 ? '1 project left out by your choice' : `${String(n)} projects left out by your choice`,
  paused: 'Paused by those who lead',
  why: {
    'no-items': 'It has no items yet. They come when whoever leads it imports some.',
    done: 'Every item has what it needs. Thank you.',
    answered: 'You have answered or skipped what is open to you; what is left is with others.',
    unqualified: 'It asks for a qualification that you don’t hold yet.',
    avoided: 'It warns of something that you would rather not see. You may open it all the same.',
    paused:
      'Whoever leads it has paused it: it gives out nothing new. Your answers count, and what you began is kept.',
    archived: 'It is over and takes no more answers. Yours are kept, with their credit.',
  },
  waiting: {
    title: 'Waiting for you',
    appeals: (n: number) => (n === 1 ? '1 appeal' : `${String(n)} appeals`),
    questions: (n: number) =>
      n === 1 ? '1 question without an answer' : `${String(n)} questions without an answer`,
    flags: (n: number) => (n === 1 ? '1 flag' : `${String(n)} flags`),
    disputed: (n: number) => (n === 1 ? '1 disputed item' : `${String(n)} disputed items`),
    applications: (n: number) => (n === 1 ? '1 application' : `${String(n)} applications`),
    restrictions: (n: number) =>
      n === 1
        ? '1 appeal against a decision about a person'
        : `${String(n)} appeals against decisions about people`,
    takings: (n: number) =>
      n === 1 ? '1 appeal for a tier that was taken' : `${String(n)} appeals for tiers that were taken`,
    keys: (n: number, title: string) =>
      n === 1 ? `1 appeal against a key: ${title}` : `${String(n)} appeals against keys: ${title}`,
    below: (n: number) => (n === 1 ? '1 item below the target' : `${String(n)} items below the target`),
    noGain: (n: number) =>
      n === 1 ? '1 item on which people can’t agree' : `${String(n)} items on which people can’t agree`,
  },
  card: {
    title: 'What people choose by',
    note: 'It stands on the project’s card, beside its purpose. How long an answer takes, by your estimate, you state on the overview.',
    deliverables: 'What comes of it',
    deliverablesHint: 'What is made of the answers, and what is expected of one.',
    languages: 'Language of the items',
    languagesHint: 'Codes such as en, de or ar.',
    warnings: 'Content that not everybody wants to see',
    sample: 'Number of the sample item',
    sampleHint:
      'An item that everybody may look at before they begin. Its number stands in the address of its page. Gold is no sample: it is met unseen.',
    saved: 'The card is saved.',
  },
  choices: {
    title: 'What you choose for your work',
    note: 'Nobody else reads this: no lead, no report, no export.',
    avoids: 'What you would rather not see',
    avoidsHint: 'Projects that warn of it are not offered to you.',
    save: 'Save',
    saved: 'Your choice is saved.',
  },
  own: {
    title: 'About how many minutes did an item take you?',
    note: 'Only if you like. It helps others to choose: from eight people on the middle of what they say is shown, never what one says. Nothing is measured.',
    minutes: 'Minutes for an item',
    say: 'Say so',
    again: (minutes: string) => `You said about ${minutes} min.`,
    withdraw: 'Take it back',
    said: 'Thank you. It is kept without your name being shown.',
    withdrawn: 'What you said is deleted.',
  },
}
