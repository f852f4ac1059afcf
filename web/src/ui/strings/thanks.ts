/** Words of thanks. */
export const thanks = {
  thank: 'Thank',
  title: (name: string) => `Thank ${name}?`,
  explains: 'It comes to their inbox with your name. Nobody else sees it, and nothing counts it.',
  words: 'In one sentence (you need not say)',
  hint: 'What it helped with, say.',
  sent: 'Your thanks are in their inbox.',
  thanked: 'Thanked',
}
