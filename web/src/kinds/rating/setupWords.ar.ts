/** Words that set a question of the kind rating up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يوضع العنصر على مقياس من أعداد صحيحة.',
  upsideDown: 'يجب أن ينتهي المقياس فوق بدايته.',
  tooMany: 'في المقياس 101 درجة على الأكثر.',
  tolerant: 'بهذا التسامح تكون كل إجابة صحيحة.',
  low: 'المقياس من',
  high: 'إلى',
  lowName: 'معنى الطرف الأدنى',
  highName: 'معنى الطرف الأعلى',
  tolerance: 'درجات فرق تُعدّ الإجابة معها صحيحة',
}
