/** Words that set a question of the kind spans up, in German. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about:
    'Stellen eines Textes werden markiert: Namen, Behauptungen, Fehler. Sie dürfen überlappen und auseinanderliegen.',
}
