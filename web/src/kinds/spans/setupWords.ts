/** Words that set a question of the kind spans up. */
export const words = {
  about: 'People mark stretches of a text: names, claims, errors. They may overlap and lie apart.',
}
