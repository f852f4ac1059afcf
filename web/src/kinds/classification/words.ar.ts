/** Words of the kind classification, in Arabic. */
import type { words as English } from './words'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'اختيار',
  missing: 'اختر وسمًا واحدًا.',
  missingMany: 'اختر الوسوم المناسبة، أو «لا شيء منها».',
  twice: 'اختير وسم مرتين.',
  exactlyOne: 'اختر وسمًا واحدًا لا غير.',
  none: 'لا شيء منها',
  noneButton: 'لا شيء منها',
  filter: 'البحث عن وسم',
  noMatch: 'لا وسم في اسمه هذا.',
}
