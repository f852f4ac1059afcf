/** Words of the kind pairwise, in Arabic. */
import type { words as English } from './words'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'مقارنة اثنين',
  about: 'يقول الناس أي المخرجين أفضل. الترتيب الذي يرونهما به عشوائي ويُحفظ.',
  freshTitle: 'أيهما أفضل؟',
  output: (n) => `المخرج ${String(n)}`,
  better: (n) => `المخرج ${String(n)} أفضل`,
  isBetter: 'أفضل',
  tie: 'متساويان',
  neither: 'كلاهما سيئ',
  tieShown: 'متساويان',
  neitherShown: 'كلاهما سيئ',
  betterShown: (name) => say`${name} أفضل`,
  strengthShown: (name, strength) => say`${name} أفضل ${strength}`,
  strengths: { slightly: 'قليلًا', clearly: 'بوضوح', much: 'كثيرًا' },
  howMuch: 'كم هو أفضل؟',
  missing: 'اختر المخرج الأفضل.',
  missingStrength: 'قل كم هو أفضل.',
  arrows: 'اختيار جهة',
  arrowsLean: 'الميل إلى جهة خطوة خطوة',
  differences: 'تعليم الفروق',
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
