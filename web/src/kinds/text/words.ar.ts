/** Words of the kind text, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { characters } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'نص',
  missing: 'اكتب إجابة.',
  tooLong: (n, most) => `${characters(n)}؛ الأكثر ${count(most)}.`,
  tooShort: (n, least) => `${characters(n)}؛ الأقل ${count(least)}.`,
  oneLine: 'يقبل هذا السؤال سطرًا واحدًا.',
  count: (n, most) => `${count(n)} من ${count(most)}`,
}
