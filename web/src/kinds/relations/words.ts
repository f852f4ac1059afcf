/** Words of the kind relations. */
export const words = {
  title: 'Relations',
  about: 'People mark stretches of a text and draw arrows between them: who works where.',
  fresh: 'belongs to',
}
