/** Words of the kind relations, in German. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'Relationen',
}
