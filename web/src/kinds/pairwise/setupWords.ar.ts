/** Words that set a question of the kind pairwise up, in Arabic. */
import type { words as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يقول الناس أي المخرجين أفضل. الترتيب الذي يرونهما به عشوائي ويُحفظ.',
  tieAllowed: 'قد يتساويان',
  neitherAllowed: 'قد يكون كلاهما سيئًا',
  strength: 'كم هو أفضل',
  strengthChoices: { no: 'لا يُسأل', optional: 'يجوز ذكره', required: 'يجب ذكره' },
  verdictName: (name) => say`لا يجوز أن يُسمى مخرج ${name} فهو حكم؛ غيّر اسم الجزء.`,
  systems: 'أي نظام أنتج كل مخرج، إن ذكرته العناصر',
  system: (name) => say`عمود البيانات الوصفية لـ ${name || 'هذا المخرج'}`,
  systemHint: 'مثلًا model_a',
  oneSystem: 'سمِّ نظام المخرجين كليهما، أو لا تسمِّ أيًا منهما.',
}
