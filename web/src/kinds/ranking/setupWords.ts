/** Words that set a question of the kind ranking up. */
export const words = {
  about:
    'People lay up to twelve outputs in order, best first. There is no confidence for it: items settle on count.',
  few: 'A ranking needs at least two outputs.',
  many: 'A ranking has at most twelve outputs.',
  ties: 'Several outputs may have the same rank',
  addOutput: 'Add an output',
  removeOutput: (name: string) => `Remove ${name || 'this output'}`,
}
