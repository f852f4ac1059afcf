/** Words that set a question of the kind boxes up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يرسم الناس مستطيلات حول ما في الصورة.',
  freshA: 'شخص',
  freshB: 'مركبة',
  rotated: 'يجوز أن تُدار المستطيلات',
  crowds: 'يجوز أن يضم مستطيل حشدًا لا يُميَّز أفراده',
  least: 'أقصر ضلع لمستطيل (بكسل)',
  tolerance: 'الجزء المشترك الذي يُعد به مستطيلان واحدًا',
  toleranceHelp:
    'من 0.1 إلى 0.95: ما يغطيه كلاهما على ما يغطيه أحدهما. المعتاد 0.5؛ و0.75 يطلب مستطيلات محكمة.',
  badLeast: 'يجب أن يكون أقصر ضلع أكثر من 0 ولا يتجاوز 1000 بكسل.',
  badTolerance: 'يجب أن يكون الجزء المشترك من 0.1 إلى 0.95.',
}
