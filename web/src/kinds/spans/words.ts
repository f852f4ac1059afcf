/** Words of the kind spans. */
export const words = {
  title: 'Spans',
  about: 'People mark stretches of a text: names, claims, errors. They may overlap and lie apart.',
}
