/** Words that set a question of the kind masks up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Gemalt werden die Pixel dessen, was in einem Bild ist.',
  freshA: 'Person',
  freshB: 'Fahrzeug',
  least: 'Wenigste Pixel einer Maske',
  overlap: 'Ein Pixel gehört zu höchstens einer Maske',
  overlapHelp: 'Wie in einer Karte des Bodens. Was eine Maske hat, nimmt keine andere.',
  tolerance: 'Gemeinsamer Anteil, ab dem zwei Masken als dasselbe gelten',
  toleranceHelp:
    'Von 0,1 bis 0,95: die Pixel beider, geteilt durch die Pixel, die eine von ihnen hat. Üblich ist 0,5; 0,75 verlangt enge Masken.',
  badLeast: 'Die wenigsten Pixel müssen eine ganze Zahl von 1 bis 1.000.000 sein.',
  badTolerance: 'Der gemeinsame Anteil muss zwischen 0,1 und 0,95 liegen.',
}
