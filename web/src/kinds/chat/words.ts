/** Words of the kind chat. */
const turns = (n: number) => (n === 1 ? '1 turn' : `${String(n)} turns`)

export const words = {
  title: 'Conversation',
  missing: 'Judge the conversation.',
  missingTurns: (list: string) => `Not judged yet: ${list}.`,
  turnsList: (numbers: number[]) =>
    `${numbers.length === 1 ? 'turn' : 'turns'} ${numbers.slice(0, 10).join(', ')}`,
  missingWhole: 'Rate the conversation as a whole.',
  missingReply: 'Choose the better reply, or say that none is.',
  emptyRewrite: (n: number) => `The rewrite of turn ${String(n)} is empty; write it, or take it out.`,
  badTurn: (n: number) => `What is said of turn ${String(n)} does not fit the question; judge it again.`,
  staleTurn: (n: number) => `Turn ${String(n)} was changed after it was judged; judge it again.`,
  noPart: (name: string) =>
    `This item has no conversation${name ? ` “${name}”` : ''}. Skip it, or tell the lead.`,
  shownNothing: 'nothing marked',
  rewritten: (n: number) => `${String(n)} rewritten`,
  of: (value: number, high: number) => `${String(value)} of ${String(high)}`,
  verdict: (n: number) => `Verdict on turn ${String(n)}`,
  ofTurn: (n: number) => ` turn ${String(n)}`,
  rewrite: 'Rewrite',
  dropRewrite: 'Take the rewrite out',
  yourTurn: (n: number) => `Your version of turn ${String(n)}`,
  whole: 'The conversation as a whole',
  reply: 'Which reply is better?',
  progress: (done: number, all: number) => `${String(done)} of ${turns(all)} judged.`,
  marked: (n: number) => (n === 0 ? 'No turn is marked.' : `${turns(n)} marked.`),
  none: 'Nothing to mark in it',
  noneDone: 'You say: nothing to mark.',
  how: 'Up and down go from turn to turn.',
  next: 'Go to the next one',
}
