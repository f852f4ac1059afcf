/** Words that set a question of the kind rewrite up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Eine bessere Fassung eines Textes wird geschrieben; die Unterschiede sind dabei zu sehen.',
  upsideDown: 'Die wenigsten Zeichen sind mehr als die meisten.',
  must: 'Der Text muss geändert werden',
  compare: 'Verglichen nach',
  compareEdits: 'Änderungen von Zeichen',
  compareChrf: 'gemeinsamen Wortstücken (chrF)',
  least: 'Wenigste Zeichen',
  most: 'Meiste Zeichen',
  sample: 'Sie gehn morgen in die Biblitohek, wen es nicht regnet.',
}
