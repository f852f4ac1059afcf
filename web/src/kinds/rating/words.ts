/** Words of the kind rating. */
export const words = {
  title: 'Rating',
  missing: 'Choose a value on the scale.',
}
