/** Words of the kind text, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Text',
  about:
    'Geantwortet wird mit eigenen Worten. Dafür gibt es keine Konfidenz: Items werden nach Anzahl abgeschlossen.',
  missing: 'Schreiben Sie eine Antwort.',
  tooLong: (n, most) => `${count(n)} Zeichen; höchstens ${count(most)}.`,
  tooShort: (n, least) => `${count(n)} Zeichen; mindestens ${count(least)}.`,
  oneLine: 'Diese Frage nimmt nur eine Zeile.',
  upsideDown: 'Die wenigsten Zeichen sind mehr als die meisten.',
  count: (n, most) => `${count(n)} von ${count(most)}`,
  multiline: 'Mehrere Zeilen',
  least: 'Wenigste Zeichen',
  most: 'Meiste Zeichen',
}
