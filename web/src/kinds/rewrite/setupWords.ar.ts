/** Words that set a question of the kind rewrite up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يكتب الناس نسخة أفضل من نص؛ وتظهر الفروق أثناء ذلك.',
  upsideDown: 'أقل عدد أحرف أكبر من أكثره.',
  must: 'يجب تغيير النص',
  compare: 'المقارنة بـ',
  compareEdits: 'تعديلات الأحرف',
  compareChrf: 'أجزاء الكلمات المشتركة (chrF)',
  least: 'أقل عدد أحرف',
  most: 'أكثر عدد أحرف',
  sample: 'هم ذاهبين الى المكتبه غدا، اذا لم تمطر.',
}
