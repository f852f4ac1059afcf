/** Words of the kind rating, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Bewertung',
  missing: 'Wählen Sie einen Wert auf der Skala.',
}
