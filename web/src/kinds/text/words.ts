/** Words of the kind text. */
export const words = {
  title: 'Text',
  about: 'People answer in their own words. There is no confidence for it: items settle on count.',
  missing: 'Write an answer.',
  tooLong: (n: number, most: number) => `${n} characters; ${most} are the most.`,
  tooShort: (n: number, least: number) => `${n} characters; ${least} are the fewest.`,
  oneLine: 'This question takes a single line.',
  upsideDown: 'The fewest characters are more than the most.',
  count: (n: number, most: number) => `${n} of ${most}`,
  multiline: 'Several lines',
  least: 'Fewest characters',
  most: 'Most characters',
}
