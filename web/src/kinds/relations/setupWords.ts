/** Words that set a question of the kind relations up. */
export const words = {
  about: 'People mark stretches of a text and draw arrows between them: who works where.',
  fresh: 'belongs to',
}
