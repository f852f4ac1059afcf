/** Words of the kind rubric. */
export const words = {
  title: 'Rubric',
  missing: 'Judge every criterion.',
  unjudged: (names: string) => `Still to be judged: ${names}.`,
  note: (criterion: string) => `Note on ${criterion}`,
  step: (n: number) => `Step ${n}`,
  addNote: 'Add a note',
  addNoteTo: (criterion: string) => `Add a note on ${criterion}`,
  longNote: (criterion: string) => `The note on ${criterion} is longer than 5,000 characters.`,
  keysChoose: 'choose',
  keysLook: 'next, previous criterion',
}
