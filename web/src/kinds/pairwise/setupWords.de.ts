/** Words that set a question of the kind pairwise up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Gesagt wird, welche von zwei Ausgaben besser ist. Die gezeigte Reihenfolge wird ausgelost und aufbewahrt.',
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
