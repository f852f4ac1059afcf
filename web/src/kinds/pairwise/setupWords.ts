/** Words that set a question of the kind pairwise up. */
export const words = {
  about:
    'People say which of two outputs is better. The order in which they see them is drawn at random and kept.',
  tieAllowed: 'Both may be equally good',
  neitherAllowed: 'Both may be bad',
  strength: 'How much better',
  strengthChoices: { no: 'is not asked', optional: 'may be said', required: 'must be said' },
  verdictName: (name: string) => `An output can’t be called ${name}, which is a verdict; rename the part.`,
  systems: 'Which system made each output, if the items say so',
  system: (name: string) => `Metadata column of ${name || 'this output'}`,
  systemHint: 'for example model_a',
  oneSystem: 'Name the system of both outputs, or of neither.',
}
