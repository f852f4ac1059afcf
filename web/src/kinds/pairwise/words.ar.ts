/** Words of the kind pairwise, in Arabic. */
import type { words as English } from './words'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'مقارنة اثنين',
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
}
