/** Words that set a question of the kind rating up. */
export const words = {
  about: 'People put the item on a scale of whole numbers.',
  upsideDown: 'The scale must end above where it starts.',
  tooMany: 'A scale has at most 101 steps.',
  tolerant: 'With this tolerance every answer would be right.',
  low: 'Scale from',
  high: 'to',
  lowName: 'What the low end means',
  highName: 'What the high end means',
  tolerance: 'Steps off that still count as right',
}
