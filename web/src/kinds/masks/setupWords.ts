/** Words that set a question of the kind masks up. */
export const words = {
  about: 'People paint the pixels of what is in a picture.',
  freshA: 'Person',
  freshB: 'Vehicle',
  least: 'Fewest pixels of a mask',
  overlap: 'A pixel belongs to one mask at most',
  overlapHelp: 'As in a map of the ground. What one mask has, another does not take.',
  tolerance: 'Shared part from which two masks count as the same',
  toleranceHelp:
    'From 0.1 to 0.95: the pixels of both over the pixels of either. 0.5 is usual; 0.75 asks for tight masks.',
  badLeast: 'The fewest pixels must be a whole number from 1 to 1,000,000.',
  badTolerance: 'The shared part must be from 0.1 to 0.95.',
}
