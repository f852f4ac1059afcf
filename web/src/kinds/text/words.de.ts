/** Words of the kind text, in German. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Text',
  missing: 'Schreiben Sie eine Antwort.',
  tooLong: (n, most) => `${count(n)} Zeichen; höchstens ${count(most)}.`,
  tooShort: (n, least) => `${count(n)} Zeichen; mindestens ${count(least)}.`,
  oneLine: 'Diese Frage nimmt nur eine Zeile.',
  count: (n, most) => `${count(n)} von ${count(most)}`,
}
