/** Words of the review screen, in Arabic. */
import { count } from '@/ui/format'
import { answers, say } from '@/ui/strings/ar/speaking'
import type { review as English } from '@/ui/strings/review'
import type { Words } from '@/ui/words'

export const review: Words<typeof English> = {
  title: 'المراجعة',
  lead: 'تأتي أولًا العناصر التي يُتوقع أن تصحّح نظرة ثانية فيها أكثر.',
  empty: {
    title: 'لا شيء للمراجعة',
    why: 'تظهر العناصر هنا بعد أن يجيب عنها الناس وقد يكون الإجماع خطأ. ما أجبت عنه بنفسك يراجعه آخرون.',
  },
  through: {
    title: 'أنهيت هذه القائمة',
    why: 'ما تجاوزته ما زال مفتوحًا؛ والإجابات الجديدة تأتي بعناصر أخرى.',
    again: 'انظر من جديد',
  },
  seeItems: 'رؤية كل العناصر',
  gain: (value) => `يُتوقع أن تصحّح ${value} من الإجابات`,
  answers,
  item: 'العنصر',
  decide: 'القرار',
  alike: 'الجميع متفقون',
  apart: (n) => `إجابات مختلفة: ${count(n)}`,
  consensus: 'الإجماع',
  reviewedBefore: 'قيل في مراجعة',
  confidence: (value) => say`الثقة ${value}`,
  nobody: 'لم يجب أحد عن هذا السؤال.',
  by: 'أعطاها',
  model: (name) => say`النموذج ${name}`,
  older: 'أُجيب عن إصدار سابق من السؤال؛ لم تعد تناسب ولا يمكن اختيارها.',
  correct: 'تصحيحها',
  correcting: 'تصحيحك',
  stopCorrecting: 'العودة إلى ما قاله الناس',
  takeAll: (person) => say`أخذ كل ما قاله ${person}`,
  reason: 'السبب',
  reasonHint: 'يقرؤه من أجابوا. اذكر القاعدة الفاصلة.',
  reasonMissing: 'اذكر السبب: يتعلم الناس منه. قبول الإجماع وحده لا يحتاج سببًا.',
  does: {
    accepted: 'قبول الإجماع',
    picked: 'اعتماد هذه الإجابة',
    merged: 'اعتماد هذا الجمع',
    corrected: 'حفظ التصحيح',
  },
  done: {
    accepted: 'قُبل.',
    picked: 'اعتُمدت إجابة شخص واحد.',
    merged: 'اعتُمد جمع من الإجابات.',
    corrected: 'صُحّح.',
    withdrawn: 'سُحب.',
  },
  pass: 'تجاوز',
  undo: 'تراجع',
  redo: 'إعادة',
  own: 'أجبت عن هذا العنصر بنفسك، فيراجعه غيرك.',
  earlier: 'مراجعات سابقة',
  said: (person, what, at) => say`${person}: ${what} ${at}`,
  open: 'فتح العنصر',
  next: 'أخذ العنصر التالي',
  keys: 'المفاتيح: 1–9 تختار إجابة، ↑ ↓ بين الأسئلة، E للتصحيح، Ctrl+Enter للقرار، N للتجاوز.',
}
