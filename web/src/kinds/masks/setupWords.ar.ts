/** Words that set a question of the kind masks up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يلوّن الناس بكسلات ما في الصورة.',
  freshA: 'شخص',
  freshB: 'مركبة',
  least: 'أقل عدد بكسلات لقناع',
  overlap: 'ينتمي البكسل إلى قناع واحد على الأكثر',
  overlapHelp: 'كما في خريطة للأرض. ما لقناع لا يأخذه قناع آخر.',
  tolerance: 'الجزء المشترك الذي يُعد به قناعان واحدًا',
  toleranceHelp: 'من 0.1 إلى 0.95: بكسلات كليهما على بكسلات أحدهما. المعتاد 0.5؛ و0.75 يطلب أقنعة محكمة.',
  badLeast: 'يجب أن يكون أقل عدد بكسلات عددًا صحيحًا من 1 إلى 1000000.',
  badTolerance: 'يجب أن يكون الجزء المشترك من 0.1 إلى 0.95.',
}
