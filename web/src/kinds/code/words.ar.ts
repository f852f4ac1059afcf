/** Words of the kind code, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { comments, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  title: 'شيفرة',
  missing: 'أعط حكمك.',
  missingVerdicts: (list) => say`لا حكم بعد: ${list}.`,
  ofSolution: (criterion, solution) => say`${criterion} في ${solution}`,
  missingPreferred: 'اختر الحل الأفضل، أو قل إنه لا أفضل.',
  emptyComment: (line) => `التعليق على السطر ${String(line)} فارغ؛ اكتبه أو احذفه.`,
  beyond: (line, lines) => `التعليق على السطر ${String(line)} يقع بعد آخر أسطر الشيفرة (${count(lines)}).`,
  stale: (name) => say`تغيّرت شيفرة ${name} بعد الحكم عليها؛ انظر فيها من جديد.`,
  noPart: 'ليس في هذا العنصر شيفرة يُحكم عليها. تخطَّه أو أخبر إدارة المشروع.',
  shownNothing: 'لم يُقل شيء',
  comments,
  corrected: 'مصحَّحة',
  commentsTitle: 'تعليقات على الأسطر',
  commentsHow: 'انقر رقم سطر، أو ضع المؤشر على سطر واضغط c.',
  lines: (first, last) =>
    first === last ? `السطر ${String(first)}` : `الأسطر ${String(first)}–${String(last)}`,
  commentOn: (lines, name) => say`تعليق على ${name}، ${lines}`,
  drop: (lines) => say`حذف التعليق على ${lines}`,
  add: (line) => say`تعليق على ${line}`,
  correct: 'كتابة نسخة مصححة',
  dropCorrection: 'حذف النسخة المصححة',
  correction: (name) => say`نسخة مصححة من ${name}`,
  correctionHow: 'ما تغيّره يُعلَّم مقابل الأصل. Escape يغادر الحقل.',
  better: 'أيهما أفضل؟',
  verdictOn: (criterion, solution) => say`${criterion}: ${solution}`,
  yes: 'نعم',
  no: 'لا',
}
