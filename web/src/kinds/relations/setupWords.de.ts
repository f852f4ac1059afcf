/** Words that set a question of the kind relations up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'Stellen eines Textes werden markiert und mit Pfeilen verbunden: wer wo arbeitet.',
  fresh: 'gehört zu',
}
