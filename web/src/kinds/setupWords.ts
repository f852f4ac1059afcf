/** Words that set questions of several kinds up. */
export const shared = {
  labels: {
    nameless: 'Everything here needs a name.',
    doubled: (name: string) => `The name “${name}” is there twice; people could not tell them apart.`,
    doubledKey: (key: string) => `The key ${key} is given to two labels; give each its own.`,
    key: (name: string) => `Key of ${name}`,
    color: (name: string) => `Colour of ${name}`,
    pickColor: (name: string) => `Take the colour of ${name} from the screen`,
    help: (name: string) => `When to use ${name}`,
    helpHint: 'When to use it (shown beside the label)',
    remove: (name: string) => `Remove ${name}`,
  },
  outputs: 'Outputs: the parts that are compared',
  outputName: (n: number) => `Part ${n}`,
  outputHint: 'The part’s name, as in the import: response_a',
  namelessOutput: 'Every output needs the name of a part.',
  doubledOutput: (name: string) => `The output ${name} is there twice; compare different parts.`,
  sample: [
    'The bridge opened in 1932. It took eight years to build and is still the widest of its kind.',
    'The bridge was opened in 1932, after eight years of work. It is the widest of its kind.',
    'Eight years of work, and then, in 1932, a bridge: wide, grey and loved.',
    'The bridge opened in 1923 and took eight months to build.',
  ],
}
