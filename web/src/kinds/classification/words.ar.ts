/** Words of the kind classification, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'اختيار',
  about: 'يُختار وسم واحد أو أكثر من قائمة.',
  freshA: 'نعم',
  freshB: 'لا',
  missing: 'اختر وسمًا واحدًا.',
  missingMany: 'اختر الوسوم المناسبة، أو «لا شيء منها».',
  twice: 'اختير وسم مرتين.',
  exactlyOne: 'اختر وسمًا واحدًا لا غير.',
  none: 'لا شيء منها',
  noneButton: 'لا شيء منها',
  fewLabels: 'يحتاج الاختيار وسمين على الأقل.',
  filter: 'البحث عن وسم',
  noMatch: 'لا وسم في اسمه هذا.',
  multiple: 'قد تناسب عدة وسوم أو لا شيء',
  labels: 'الوسوم',
  labelName: (n) => `اسم الوسم ${String(n)}`,
  addLabel: 'إضافة وسم',
}
