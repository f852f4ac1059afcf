/** Words of the kind pairwise, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Paarvergleich',
  about:
    'Gesagt wird, welche von zwei Ausgaben besser ist. Die gezeigte Reihenfolge wird ausgelost und aufbewahrt.',
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
  tieAllowed: 'Beide können gleich gut sein',
  neitherAllowed: 'Beide können schlecht sein',
  strength: 'Wie viel besser',
  strengthChoices: {
    no: 'wird nicht gefragt',
    optional: 'darf gesagt werden',
    required: 'muss gesagt werden',
  },
  verdictName: (name) =>
    `Eine Ausgabe darf nicht ${name} heißen, das ist ein Urteil; benennen Sie den Teil um.`,
  systems: 'Welches System jede Ausgabe gemacht hat, wenn die Items es sagen',
  system: (name) => `Metadaten-Spalte von ${name || 'dieser Ausgabe'}`,
  systemHint: 'zum Beispiel model_a',
  oneSystem: 'Nennen Sie das System beider Ausgaben oder keiner.',
}
