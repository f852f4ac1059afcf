/** Words that set a question of the kind ranking up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Bis zu zwölf Ausgaben werden geordnet, die beste zuerst. Dafür gibt es keine Konfidenz: Items werden nach Anzahl abgeschlossen.',
  few: 'Eine Rangfolge braucht mindestens zwei Ausgaben.',
  many: 'Eine Rangfolge hat höchstens zwölf Ausgaben.',
  ties: 'Mehrere Ausgaben dürfen denselben Rang haben',
  addOutput: 'Ausgabe hinzufügen',
  removeOutput: (name) => `${name || 'Diese Ausgabe'} entfernen`,
}
