/** كلمات الأجر. */
import type { pay as English } from '@/ui/strings/pay'
import type { Words } from '@/ui/words'

export const pay: Words<typeof English> = {
  title: 'أجري',
  lead: 'كل إجابة دُفع أجرها، بالسعر الذي عُرض عليك حين أخذت العنصر. ما قُيّد يبقى: لا يُسترد شيء إذا تبيّن أن الآخرين يقولون غير ذلك.',
  owed: 'المستحق لك',
  lines: (n) => `مجموع ${n} من القيود`,
  empty: {
    title: 'لم يُقيَّد لك شيء بعد',
    why: 'المشاريع التي تدفع تقول ذلك في نظرتها العامة. يظهر قيدك هنا حالما تُرسَل إجابة.',
  },
  table: 'كشف حسابك',
  when: 'متى',
  what: 'مقابل ماذا',
  amount: 'المبلغ',
  answer: (item) => `إجابة عن ${item}`,
  answerGone: 'إجابة عن عنصر لم يعد موجودًا',
  correctedBy: (name) => `صححه ${name}`,
  organization: 'ما على المؤسسة',
  organizationLead:
    'حسب الشخص والعملة. لا يدفع goodwork لأحد بنفسه: خذ القائمة إلى كشف الرواتب لديك. كل تصحيح قيد مستقل باسمك وسببك، ويقرؤه الشخص.',
  organizationEmpty: {
    title: 'لا شيء مستحق لأحد بعد',
    why: 'حدّد أجر الإجابة في إعدادات المشروع.',
  },
  person: 'الشخص',
  pseudonym: 'الاسم المستعار',
  postings: 'القيود',
  download: 'تنزيل CSV',
  correct: 'تصحيح',
  correctNamed: (name, currency) => `تصحيح ${name}، ${currency}`,
  correctTitle: (name) => `تصحيح أجر ${name}`,
  correctAmount: 'زيادة (أو نقصان بعلامة ناقص)',
  reason: 'السبب',
  reasonHint: 'يقرؤه الشخص بجانب القيد.',
  post: 'قيّد التصحيح',
  posted: 'قُيّد التصحيح. يراه الشخص مع سببك.',
  section: 'الأجر',
  sectionNote:
    'أجر كل إجابة. يسري على العناصر التي تؤخذ من الآن؛ وما بيد أحدهم يُدفع كما عُرض عليه. الصفر لا يدفع شيئًا.',
  currency: 'العملة',
  currencyHint: 'ثلاثة أحرف، مثل EUR.',
  perAnswer: 'لكل إجابة',
  save: 'حفظ',
  saved: 'حُفظ. يسري على العناصر التي تؤخذ من الآن.',
  notMoney: 'اكتب رقمًا مثل 0.25.',
  history: 'قبل ذلك',
  rate: (amount, day, name) => `${amount}، منذ ${day}، حدده ${name}`,
  none: 'هذا المشروع لا يدفع شيئًا.',
  line: (amount) => `أجر كل إجابة ${amount}.`,
}
