/** Words that several kinds share. */
export const shared = {
  noPart: (name: string) =>
    `This item has no part called “${name}”. Skip it or tell the lead: its import or the question needs mending.`,
  shownOrder: (order: string) => `shown as ${order}`,
  shownUnknown: 'order shown not known',
  shownReply: (name: string | null) => (name === null ? 'no preference' : `prefers ${name}`),
  noneBetter: 'Neither is better',
  changed: 'This was changed after it was judged. Look at it again, and judge it anew.',
}
