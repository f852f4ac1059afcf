/** Words that set a question of the kind text up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يجيب الناس بكلماتهم. لا ثقة له: تُحسم العناصر بالعدد.',
  upsideDown: 'أقل عدد أحرف أكبر من أكثره.',
  multiline: 'عدة أسطر',
  least: 'أقل عدد أحرف',
  most: 'أكثر عدد أحرف',
}
