/** Words that set a question of the kind polylines up. */
export const words = {
  about: 'People draw lines along what is in a picture.',
  freshA: 'Lane',
  freshB: 'Kerb',
  reach: 'Pixels from which on lines share nothing',
  reachHelp: 'A place of a line that is half as far from another line shares half with it. 16 is usual.',
  directed: 'The way that a line runs counts',
  directedHelp: 'Then two lines that run opposite ways are different lines, and each is drawn with an arrow.',
  tolerance: 'Shared length from which two lines count as the same',
  toleranceHelp: 'From 0.1 to 0.95: the part of the length of both that lies at the other. 0.5 is usual.',
  badReach: 'The pixels must be from 1 to 1,000.',
  badTolerance: 'The shared length must be from 0.1 to 0.95.',
}
