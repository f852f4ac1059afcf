/** Words of the kind chat, in Arabic. */
import type { words as English } from './words'
import { count } from '@/ui/format'
import { noun, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

const turns = noun('دور واحد', 'دوران', 'أدوار', 'دورًا', 'دور')

export const words: Words<typeof English> = {
  title: 'محادثة',
  missing: 'احكم على المحادثة.',
  missingTurns: (list) => `لم يُحكم بعد على: ${list}.`,
  turnsList: (numbers) => `${numbers.length === 1 ? 'الدور' : 'الأدوار'} ${numbers.slice(0, 10).join('، ')}`,
  missingWhole: 'قيّم المحادثة كلها.',
  missingReply: 'اختر الرد الأفضل، أو قل إنه لا أفضل.',
  emptyRewrite: (n) => `صياغة الدور ${String(n)} فارغة؛ اكتبها أو احذفها.`,
  badTurn: (n) => `ما قيل عن الدور ${String(n)} لا يناسب السؤال؛ احكم عليه من جديد.`,
  staleTurn: (n) => `تغيّر الدور ${String(n)} بعد الحكم عليه؛ احكم عليه من جديد.`,
  noPart: (name) => `ليس في هذا العنصر محادثة${name ? say` «${name}»` : ''}. تخطَّه أو أخبر إدارة المشروع.`,
  shownNothing: 'لا شيء معلَّم',
  rewritten: (n) => `أُعيدت صياغة ${count(n)}`,
  of: (value, high) => `${String(value)} من ${String(high)}`,
  verdict: (n) => `الحكم على الدور ${String(n)}`,
  ofTurn: (n) => ` الدور ${String(n)}`,
  rewrite: 'إعادة صياغة',
  dropRewrite: 'حذف الصياغة',
  yourTurn: (n) => `صياغتك للدور ${String(n)}`,
  whole: 'المحادثة كلها',
  reply: 'أي رد أفضل؟',
  progress: (done, all) => `حُكم على ${count(done)} من ${turns(all)}.`,
  marked: (n) => (n === 0 ? 'لا دور معلَّم.' : `المعلَّم: ${turns(n)}.`),
  none: 'لا شيء فيها للتعليم',
  noneDone: 'تقول: لا شيء للتعليم.',
  how: 'السهمان لأعلى ولأسفل ينتقلان من دور إلى دور.',
  next: 'إلى التالي',
}
