/** Words of the kind rating, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'تقييم',
  missing: 'اختر قيمة على المقياس.',
}
