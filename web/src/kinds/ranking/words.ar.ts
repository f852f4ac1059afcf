/** Words of the kind ranking, in Arabic. */
import type { words as English } from './words'
import { noun, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'ترتيب',
  missing: 'رتّب المخرجات، الأفضل أولًا.',
  unranked: noun(
    'مخرج واحد بلا مرتبة بعد.',
    'مخرجان بلا مرتبة بعد.',
    'مخرجات بلا مرتبة بعد.',
    'مخرجًا بلا مرتبة بعد.',
    'مخرج بلا مرتبة بعد.',
  ),
  emptyRank: 'مرتبة فارغة.',
  tiesOff: 'لا يجوز هنا أن يكون لمخرجين المرتبة نفسها.',
  output: (letter) => say`المخرج ${letter}`,
  ranked: 'الأفضل أولًا',
  tray: 'لم يُرتَّب بعد',
  allRanked: 'كل المخرجات مرتَّبة.',
  startHere: 'اكتب مرتبة المخرج المحدد، أو اسحبه إلى هنا.',
  rank: (n) => `المرتبة ${String(n)}`,
  best: (name) => say`${name} هو الأفضل`,
  rankOf: (letter, n) => say`المخرج ${letter}، المرتبة ${String(n)}`,
  unrankedOf: (letter) => say`المخرج ${letter}، لم يُرتَّب بعد`,
  emptySlot: 'فارغة بعد',
  up: (letter) => say`المخرج ${letter} إلى أعلى`,
  down: (letter) => say`المخرج ${letter} إلى أسفل`,
  out: (letter) => say`إخراج المخرج ${letter} من الترتيب`,
  add: (letter) => say`المخرج ${letter} هو التالي`,
  drag: (letter) => say`سحب المخرج ${letter}`,
  keysRank: 'المرتبة',
  keysLook: 'التالي، السابق',
  keysMove: 'تحريكه',
}
