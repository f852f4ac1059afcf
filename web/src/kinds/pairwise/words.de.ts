/** Words of the kind pairwise, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Paarvergleich',
  freshTitle: 'Welche ist besser?',
  output: (n) => `Ausgabe ${String(n)}`,
  better: (n) => `Ausgabe ${String(n)} ist besser`,
  isBetter: 'ist besser',
  tie: 'Gleich gut',
  neither: 'Beide schlecht',
  tieShown: 'gleich gut',
  neitherShown: 'beide schlecht',
  betterShown: (name) => `${name} ist besser`,
  strengthShown: (name, strength) => `${name}, ${strength} besser`,
  strengths: { slightly: 'Etwas', clearly: 'Deutlich', much: 'Viel' },
  howMuch: 'Wie viel besser?',
  missing: 'Wählen Sie die bessere Ausgabe.',
  missingStrength: 'Sagen Sie, wie viel besser sie ist.',
  arrows: 'eine Seite wählen',
  arrowsLean: 'Schritt für Schritt zu einer Seite neigen',
  differences: 'Unterschiede markieren',
}
