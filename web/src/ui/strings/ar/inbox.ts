/** Words of the inbox, in Arabic. */
import { noun, say } from '@/ui/strings/ar/speaking'
import type { inbox as English } from '@/ui/strings/inbox'
import type { Words } from '@/ui/words'

const entries = noun('مدخل جديد', 'مدخلان جديدان', 'مداخل جديدة', 'مدخلًا جديدًا', 'مدخل جديد')

export const inbox: Words<typeof English> = {
  title: 'الوارد',
  lead: 'ما عاد على إجاباتك وبلاغاتك وأسئلتك، وتغييرات الإرشادات. لا يرى هذه الصفحة غيرك.',
  unread: (n) => (n >= 100 ? '100 مدخل جديد أو أكثر' : entries(n)),
  badge: (n) => (n >= 100 ? '99+' : String(n)),
  empty: {
    title: 'لم يعد شيء بعد',
    why: 'تظهر هنا الردود على بلاغاتك وأسئلتك، وما يقرّره المراجعون في عناصر أجبت عنها، ولماذا إجابة معروفة صحيحة، وما صارت إليه الاعتراضات، وتغييرات الإرشادات، والشكر.',
  },
  fresh: 'جديد',
  flag: 'رُدّ على بلاغك',
  proposal: {
    waits: 'اقتراح ينتظر قرارك',
    accepted: (mine) => (mine ? 'قُبل اقتراحك' : 'قُبل اقتراح علّقت عليه'),
    declined: (mine) => (mine ? 'رُفض اقتراحك' : 'رُفض اقتراح علّقت عليه'),
    open: 'رؤية الاقتراح',
    by: 'اقتُرح',
  },
  thread: 'أُجيب عن سؤالك',
  threadWaits: 'سؤال ينتظر إجابتك',
  somebody: 'سُئل',
  answerThread: 'الإجابة عنه',
  openThread: 'رؤية السؤال',
  review: {
    alike: 'قرّر مراجِع كما قلت',
    otherwise: 'قرّر مراجِع خلاف ما قلت',
    looked: 'نظر مراجِع في عنصر أجبت عنه',
  },
  gold: 'إجابة هذا العنصر معروفة',
  appeal: { upheld: 'قُبل اعتراضك', declined: 'رُفض اعتراضك' },
  mended: 'قُبل اعتراض على عنصر أجبت عنه',
  mendedNote: 'أُعيد الحكم عليه لكل من أجاب عنه، ومعه درجتك فيه.',
  guideline: {
    title: 'تغيّرت الإرشادات',
    version: (n) => `لها الآن الإصدار ${String(n)}.`,
    open: 'رؤية ما تغيّر',
  },
  thanks: {
    for: {
      answer: 'شكرًا على إجابتك',
      flag: 'شكرًا على بلاغك',
      question: 'شكرًا على سؤالك',
      proposal: 'شكرًا على اقتراحك',
    },
    by: (name) => say`من ${name}.`,
  },
  holds: 'الصحيح',
  appeals: 'اعتراضاتي',
  goldNote: 'تبقى إجابتك كما أعطيتها. لا يُعدّ دليلًا إلا ما تقوله قبل أن تُخبر.',
  superseded: 'حلّت محل هذه مراجعة لاحقة.',
  noReason: (name) => say`راجعها ${name} دون ذكر سبب.`,
  you: 'أنت',
  saidBy: (name) => name ?? 'شخص لم يعد هنا',
  mine: 'إجابتك',
  mineThen: 'إجابتك حينها',
  changedSince: 'غيّرت إجابتك منذ ذلك الحين.',
  notCompared: {
    damaged: 'لا يمكن عرض إجابتك بجانبها: ملفها تالف. أخبر من يدير هذا التثبيت.',
    'not-asked': 'لا يمكن عرض إجابتك بجانبها: ما أجبت عنه لم يعد يُسأل.',
  },
  decided: 'المقرّر',
  known: 'إجابة معروفة',
  alike: 'كما قلت',
  none: 'لا شيء',
  open: 'رؤيته على مكتب العمل',
}
