/** Words that set a question of the kind polygons up. */
export const words = {
  about: 'People draw the outlines of what is in a picture.',
  freshA: 'Person',
  freshB: 'Vehicle',
  least: 'Smallest area of a polygon (square pixels)',
  tolerance: 'Shared part from which two polygons count as the same',
  toleranceHelp:
    'From 0.1 to 0.95: what both cover over what either covers. 0.5 is usual; 0.75 asks for tight outlines.',
  badLeast: 'The smallest area must be more than 0 and at most 1,000,000 square pixels.',
  badTolerance: 'The shared part must be from 0.1 to 0.95.',
}
