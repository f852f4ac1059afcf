/** Words of the kind classification. */
export const words = {
  title: 'Choice',
  missing: 'Choose one label.',
  missingMany: 'Choose the labels that fit, or “None of these”.',
  twice: 'A label is chosen twice.',
  exactlyOne: 'Choose exactly one label.',
  none: 'none of them',
  noneButton: 'None of these',
  filter: 'Find a label',
  noMatch: 'No label has this in its name.',
}
