/** Words that set a question of the kind polygons up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يرسم الناس حدود ما في الصورة.',
  freshA: 'شخص',
  freshB: 'مركبة',
  least: 'أصغر مساحة لمضلع (بكسل مربع)',
  tolerance: 'الجزء المشترك الذي يُعد به مضلعان واحدًا',
  toleranceHelp: 'من 0.1 إلى 0.95: ما يغطيه كلاهما على ما يغطيه أحدهما. المعتاد 0.5؛ و0.75 يطلب حدودًا محكمة.',
  badLeast: 'يجب أن تكون أصغر مساحة أكثر من 0 ولا تتجاوز 1000000 بكسل مربع.',
  badTolerance: 'يجب أن يكون الجزء المشترك من 0.1 إلى 0.95.',
}
