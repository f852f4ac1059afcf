/** Words that set a question of the kind classification up, in Arabic. */
import type { words as English } from './setupWords'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يُختار وسم واحد أو أكثر من قائمة.',
  freshA: 'نعم',
  freshB: 'لا',
  fewLabels: 'يحتاج الاختيار وسمين على الأقل.',
  multiple: 'قد تناسب عدة وسوم أو لا شيء',
  labels: 'الوسوم',
  labelName: (n) => `اسم الوسم ${String(n)}`,
  addLabel: 'إضافة وسم',
}
