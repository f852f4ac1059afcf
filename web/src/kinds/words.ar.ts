/** Words that several kinds share, in Arabic. */
import type { shared as English } from './words'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const shared: Words<typeof English> = {
  noPart: (name) =>
    say`ليس في هذا العنصر جزء اسمه «${name}». تخطَّه أو أخبر إدارة المشروع: استيراده أو السؤال يحتاج إصلاحًا.`,
  shownOrder: (order) => say`عُرض بترتيب ${order}`,
  shownUnknown: 'ترتيب العرض غير معروف',
  shownReply: (name) => (name === null ? 'لا تفضيل' : say`يفضّل ${name}`),
  noneBetter: 'لا أحد منها أفضل',
  changed: 'تغيّر هذا بعد الحكم عليه. انظر فيه من جديد واحكم ثانية.',
}
