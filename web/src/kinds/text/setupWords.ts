/** Words that set a question of the kind text up. */
export const words = {
  about: 'People answer in their own words. There is no confidence for it: items settle on count.',
  upsideDown: 'The fewest characters are more than the most.',
  multiline: 'Several lines',
  least: 'Fewest characters',
  most: 'Most characters',
}
