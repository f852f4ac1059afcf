/** Words that set a question of the kind classification up. */
export const words = {
  about: 'People choose one label, or several, from a list.',
  freshA: 'Yes',
  freshB: 'No',
  fewLabels: 'A choice needs at least two labels.',
  multiple: 'Several labels may fit, or none',
  labels: 'Labels',
  labelName: (n: number) => `Name of label ${n}`,
  addLabel: 'Add a label',
}
