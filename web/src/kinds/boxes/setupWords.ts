/** Words that set a question of the kind boxes up. */
export const words = {
  about: 'People draw boxes around what is in a picture.',
  freshA: 'Person',
  freshB: 'Vehicle',
  rotated: 'Boxes may be turned',
  crowds: 'A box may hold a crowd that is not told apart',
  least: 'Shortest side of a box (pixels)',
  tolerance: 'Shared part from which two boxes count as the same',
  toleranceHelp:
    'From 0.1 to 0.95: what both cover over what either covers. 0.5 is usual; 0.75 asks for tight boxes.',
  badLeast: 'The shortest side must be more than 0 and at most 1000 pixels.',
  badTolerance: 'The shared part must be from 0.1 to 0.95.',
}
