/** Words of findings that people's answers depend on each other. */
export const dependence = {
  title: 'Answers that depend on each other',
  note: 'Found by each estimate where answers are choices. People have letters here, drawn at random for this project.',
  none: 'None were found. That is looked for where answers are choices and people share ten items or more.',
  label: (question: string, people: string) => `${question}: ${people}`,
  people: (letters: readonly string[]) => `Person ${letters.join(', ')}`,
  head: (n: string, people: string) => `The answers of ${n} people depend on each other: ${people}`,
  counts: (share: string, voices: string, people: string) =>
    `About ${share} of their answers are repeats, so equal answers of them all count as ${voices} voices, not as ${people}.`,
  shows: 'What shows it: items on which they said the same and most others did not',
  item: 'Item',
  same: 'They said',
  others: 'The others said',
  votes: (n: string, said: string) => `${n} × ${said}`,
  nobody: 'nobody else answered',
  known: (answer: string) => `Known: ${answer}`,
  proves:
    'It does not say how that came about, who followed whom, or that anybody did anything wrong: the same notes, the same training or the same tool do it, too. Nothing follows for anybody but how much equal answers weigh.',
  reveal: 'Reveal the names',
  revealTitle: 'Reveal who these people are?',
  revealExplains:
    'You alone read the names. The people concerned read in their inbox that you did, and why; they can appeal, and somebody else decides. It is recorded, and can’t be taken back.',
  revealReason: 'Why you need the names',
  revealReasonHint: 'Those concerned read it, under your name.',
  names: 'Only you see these names',
  namesNote: (reason: string) =>
    `Your reason, as they read it: ${reason} What is found does not say that anybody did anything wrong.`,
  appealed: (due: string) => `Somebody appeals a reveal of this finding; to be decided by ${due}`,
  noArgument: 'No argument was given. That is no consent.',
  revealedFor: (reason: string) => `The names were revealed for this reason: ${reason}`,
  uphold: 'Uphold',
  decline: 'Decline',
  upholdTitle: 'Uphold this appeal?',
  upholdExplains:
    'The finding is wrong then, for good: names that were revealed are hidden again, all concerned and whoever revealed them are told, and their answers count in full.',
  declineTitle: 'Decline this appeal?',
  declineExplains: 'The finding stays as it is. Whoever appealed reads your reason.',
  decisionHint: 'Whoever appealed reads it.',
  upheld: 'The appeal is upheld.',
  declined: 'The appeal is declined.',
  told: {
    revealed: 'Your name was revealed in a finding on answers that depend on each other',
    note: 'Your answers and those of others are more alike than skill and difficulty explain. That does not say how it came about, or that you did anything wrong, and nothing follows for you by itself. If it is not so, appeal: somebody else decides.',
    withdrawn: 'It was withdrawn: the finding was wrong.',
    upheld: 'The finding on answers that depend on each other was wrong',
    upheldNote: 'Names that were revealed are hidden again, and all these answers count in full.',
    declined: 'Your appeal against a reveal was declined',
    appealExplains:
      'Somebody who did not reveal it decides, and does not see whose appeal it is. If you are right, the finding is wrong for good, and whoever revealed it is told.',
  },
}
