/** Words of the kind text. */
export const words = {
  title: 'Text',
  missing: 'Write an answer.',
  tooLong: (n: number, most: number) => `${n} characters; ${most} are the most.`,
  tooShort: (n: number, least: number) => `${n} characters; ${least} are the fewest.`,
  oneLine: 'This question takes a single line.',
  count: (n: number, most: number) => `${n} of ${most}`,
}
