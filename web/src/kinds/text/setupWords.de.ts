/** Words that set a question of the kind text up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Geantwortet wird mit eigenen Worten. Dafür gibt es keine Konfidenz: Items werden nach Anzahl abgeschlossen.',
  upsideDown: 'Die wenigsten Zeichen sind mehr als die meisten.',
  multiline: 'Mehrere Zeilen',
  least: 'Wenigste Zeichen',
  most: 'Meiste Zeichen',
}
