/** Words of the first way of a lead, from a file to a first label. */
export const firstWay = {
  title: 'From a file to a first label',
  step: (n: number, of: number) => `From a file to a first label, step ${String(n)} of ${String(of)}`,
  leave: 'Stop this',
  done: 'Done',
  steps: {
    template: {
      title: 'Choose a template',
      hint: 'Take one under “Begin with”, such as Sentiment: it fills in the purpose, the questions and the guideline. Then press Continue.',
    },
    file: {
      title: 'Give it a file',
      hint: 'Go on to Data. “Use this example as the file” takes one that fits; a file of yours does as well. Then create the project.',
    },
    import: {
      title: 'Look and import',
      hint: 'The first items stand below as the desk will show them. Press Import.',
    },
    label: {
      title: 'Give the first label',
      hint: 'Press Start at the top of the project. Answer at the desk, and submit.',
    },
  },
  end: {
    title: 'That is the whole way',
    hint: 'The project is a real one. Invite people under People when it is to go on; archive it under Settings when it was a try.',
  },
}
