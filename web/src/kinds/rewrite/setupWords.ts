/** Words that set a question of the kind rewrite up. */
export const words = {
  about: 'People write a better version of a text; the differences are shown while they do.',
  upsideDown: 'The fewest characters are more than the most.',
  must: 'The text must be changed',
  compare: 'Compared by',
  compareEdits: 'edits of characters',
  compareChrf: 'shared pieces of words (chrF)',
  least: 'Fewest characters',
  most: 'Most characters',
  sample: 'Their going too the libary tomorow, if it dont rain.',
}
