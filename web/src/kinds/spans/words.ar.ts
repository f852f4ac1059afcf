/** Words of the kind spans, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'مقاطع',
}
