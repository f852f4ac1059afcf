/** Words that set a question of the kind boxes up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Rahmen werden um das gezeichnet, was in einem Bild ist.',
  freshA: 'Person',
  freshB: 'Fahrzeug',
  rotated: 'Rahmen dürfen gedreht sein',
  crowds: 'Ein Rahmen darf eine Menge enthalten, die nicht unterschieden wird',
  least: 'Kürzeste Seite eines Rahmens (Pixel)',
  tolerance: 'Gemeinsamer Anteil, ab dem zwei Rahmen als derselbe gelten',
  toleranceHelp:
    'Von 0,1 bis 0,95: was beide bedecken, geteilt durch das, was einer von ihnen bedeckt. Üblich ist 0,5; 0,75 verlangt enge Rahmen.',
  badLeast: 'Die kürzeste Seite muss über 0 und höchstens 1000 Pixel sein.',
  badTolerance: 'Der gemeinsame Anteil muss zwischen 0,1 und 0,95 liegen.',
}
