/** Words of the kind rating, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'تقييم',
  about: 'يوضع العنصر على مقياس من أعداد صحيحة.',
  missing: 'اختر قيمة على المقياس.',
  upsideDown: 'يجب أن ينتهي المقياس فوق بدايته.',
  tooMany: 'في المقياس 101 درجة على الأكثر.',
  tolerant: 'بهذا التسامح تكون كل إجابة صحيحة.',
  low: 'المقياس من',
  high: 'إلى',
  lowName: 'معنى الطرف الأدنى',
  highName: 'معنى الطرف الأعلى',
  tolerance: 'درجات فرق تُعدّ الإجابة معها صحيحة',
}
