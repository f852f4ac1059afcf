/** Words that set a question of the kind polylines up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Gezeichnet werden Linien entlang dessen, was in einem Bild ist.',
  freshA: 'Fahrspur',
  freshB: 'Bordstein',
  reach: 'Pixel, ab denen Linien nichts teilen',
  reachHelp:
    'Eine Stelle, die halb so weit von einer anderen Linie liegt, teilt die Hälfte mit ihr. Üblich ist 16.',
  directed: 'Die Richtung einer Linie zählt',
  directedHelp:
    'Dann sind zwei Linien, die entgegengesetzt laufen, verschiedene, und jede wird mit einem Pfeil gezeichnet.',
  tolerance: 'Gemeinsame Länge, ab der zwei Linien als dasselbe gelten',
  toleranceHelp: 'Von 0,1 bis 0,95: der Teil der Länge beider, der an der anderen liegt. Üblich ist 0,5.',
  badReach: 'Die Pixel müssen zwischen 1 und 1.000 liegen.',
  badTolerance: 'Die gemeinsame Länge muss zwischen 0,1 und 0,95 liegen.',
}
