/** Words for how items came to be settled. */
export const settled = {
  metProved: 'meet the target, proved by gold',
  metEstimated: 'meet the target by estimate',
  how: {
    met: 'meet the target',
    'most-reached': 'below the target, most answers reached',
    'no-gain': 'below the target, another answer would hardly help',
    'by-person': 'settled by a lead or reviewer',
    'on-count': 'settled on count',
    unknown: 'settled before it was kept how',
  },
  /** The same of one item. */
  one: {
    met: 'target met',
    'most-reached': 'below the target, most answers reached',
    'no-gain': 'below the target, another answer would hardly help',
    'by-person': 'by a lead or reviewer',
    'on-count': 'on count',
    unknown: 'before it was kept how',
  },
}
