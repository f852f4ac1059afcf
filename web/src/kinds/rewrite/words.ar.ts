/** Words of the kind rewrite, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { characters, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'إعادة صياغة',
  missing: 'غيّر النص، أو قل إنه يبقى كما هو.',
  mustChange: 'النص كما كان؛ غيّره.',
  tooLong: (n, most) => `${characters(n)}؛ الأكثر ${count(most)}.`,
  tooShort: (n, least) => `${characters(n)}؛ الأقل ${count(least)}.`,
  stale: 'تغيّر النص بعد كتابة هذا. قارن بينهما واكتب من جديد ما زال يصح.',
  noPart: (name) =>
    `ليس في هذا العنصر نص ${name ? say`«${name}» ` : ''}لإعادة الصياغة. تخطَّه أو أخبر إدارة المشروع.`,
  original: 'النص',
  changes: 'النص مع تغييراتك معلَّمة',
  yours: 'نسختك',
  write: 'كتابة نسختك',
  keep: 'إبقاؤه كما هو',
  kept: 'تُبقي النص كما هو.',
  again: 'البدء من النص من جديد',
  count: (n, most) => `${count(n)} من ${count(most)} من الأحرف`,
  unchanged: 'لم يتغيّر شيء بعد.',
}
