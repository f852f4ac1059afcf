/** Words that set a question of the kind polygons up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Gezeichnet werden die Umrisse dessen, was in einem Bild ist.',
  freshA: 'Person',
  freshB: 'Fahrzeug',
  least: 'Kleinste Fläche eines Polygons (Quadratpixel)',
  tolerance: 'Gemeinsamer Anteil, ab dem zwei Polygone als dasselbe gelten',
  toleranceHelp:
    'Von 0,1 bis 0,95: was beide bedecken, geteilt durch das, was eines von ihnen bedeckt. Üblich ist 0,5; 0,75 verlangt enge Umrisse.',
  badLeast: 'Die kleinste Fläche muss über 0 und höchstens 1.000.000 Quadratpixel sein.',
  badTolerance: 'Der gemeinsame Anteil muss zwischen 0,1 und 0,95 liegen.',
}
