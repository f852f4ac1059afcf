/** Words of the kind rubric, in Arabic. */
import type { words as English } from './words'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'سلّم تقدير',
  missing: 'احكم بكل معيار.',
  unjudged: (names) => say`بقي الحكم بـ: ${names}.`,
  note: (criterion) => say`ملاحظة على ${criterion}`,
  step: (n) => `الدرجة ${String(n)}`,
  addNote: 'إضافة ملاحظة',
  addNoteTo: (criterion) => say`إضافة ملاحظة على ${criterion}`,
  longNote: (criterion) => say`الملاحظة على ${criterion} أطول من 5,000 حرف.`,
  keysChoose: 'اختيار',
  keysLook: 'المعيار التالي، السابق',
}
