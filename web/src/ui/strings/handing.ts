/** Words of handing over, of carrying on what a colleague began, and of what an item in hand pays. */
export const handing = {
  promise: {
    answer: (amount: string) => `This answer pays ${amount}.`,
    accepted: (amount: string) => `This answer pays ${amount} once it is accepted.`,
    hour: (amount: string) => `Paid by the hour: ${amount}. You enter your hours yourself.`,
  },
  title: 'Hand this item over',
  explains:
    'A colleague may finish what you began. They see it only if they take it up; then the answer is credited to both of you. No reason is asked, and it leaves no mark on you. You don’t meet the item again, unless you take it back under My answers.',
  splitGiver: {
    answer: 'The answer is paid to whoever submits it, so this item does not pay you.',
    accepted: 'The answer is paid to whoever submits it, so this item does not pay you.',
    hour: 'The hours that you spent on it are yours: enter them as always.',
  },
  do: 'Hand over',
  offered: 'A colleague began this item.',
  offeredWhy:
    'You see what they did only if you take it up. Then your answer is credited to both of you, as one answer.',
  splitTaker: {
    answer: 'It is paid to you, who submit it.',
    accepted: 'It is paid to you, who submit it, once it is accepted.',
    hour: 'Each of you enters your own hours.',
  },
  take: 'Take up what they began',
  fresh: 'Or answer for yourself: then nothing of theirs is used.',
  replaces: 'It takes the place of what you answered here; Undo brings yours back.',
  carried: 'You carry on what a colleague began. Your answer will be credited to both of you.',
  again: 'Bring it here again',
  mine: 'What you handed over',
  became: {
    waiting: 'Nobody has taken it up yet',
    taken: 'A colleague carries it on',
    finished: 'A colleague finished it. It is credited to both of you.',
  },
  back: 'Take back',
  backNamed: (item: string) => `Take back: ${item}`,
  tookBack: 'Taken back. You may meet it again, with what you did.',
  begunByOther: 'Begun by a colleague, credited to both',
  stop: 'Colleagues may finish what I began',
  stopWhy: 'Only where the project lets people hand over. You don’t meet these items again.',
  handed: (n: number) =>
    n === 1 ? 'A colleague may finish 1 of them.' : `Colleagues may finish ${String(n)} of them.`,
}
