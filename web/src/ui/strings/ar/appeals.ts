/** Words of appeals: where they are opened, where they wait, and what became of them, in Arabic. */
import type { appeals as English } from '@/ui/strings/appeals'
import { noun, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

const alsoSaid = noun(
  'شخص آخر قال هذا',
  'شخصان آخران قالا هذا',
  'أشخاص آخرين قالوا هذا',
  'شخصًا آخر قالوا هذا',
  'شخص آخر قالوا هذا',
)

export const appeals: Words<typeof English> = {
  title: 'الاعتراضات',
  appeal: 'اعتراض',
  askTitle: 'الاعتراض على هذا؟',
  askExplains:
    'ينظر فيه شخص آخر لم يقرّره، ولا يرى صاحب الإجابة. إن كنت على حق صُحّح العنصر وكل درجة تستند إليه.',
  argument: 'السبب (اختياري)',
  argumentHint: 'يقرؤه من يقرّر.',
  opened: 'اعتراضك في انتظار قرار.',
  state: { open: 'قُدّم اعتراض', upheld: 'قُبل الاعتراض', declined: 'رُفض الاعتراض', withdrawn: 'سُحب' },
  against: {
    score: 'على ما قاله الآخرون',
    review: 'على مراجعة',
    gold: 'على إجابة معروفة',
  },
  due: (day) => say`يُبتّ فيه قبل ${day}`,
  none: 'لا شيء',
  mine: {
    title: 'اعتراضاتي',
    lead: 'نظرات ثانية طلبتَها. لا يرى هذه الصفحة غيرك؛ ومن يقرّر لا يرى أنك صاحبها.',
    empty: {
      title: 'لم تعترض على شيء',
      why: 'حيث تقرّر شيء خلاف ما قلت، في الوارد وفي «إجاباتي» وفي «جودة عملي»، يمكنك طلب نظرة ثانية.',
    },
    you: 'أنت',
    noArgument: 'لم تذكر سببًا.',
    waits: (day) => say`يُبتّ فيه قبل ${day}.`,
    nobody: 'لا أحد غيرك في المشروع يستطيع البتّ فيه بعد. اطلب ممن يديرونه إضافة مراجِع.',
    decidedBy: (name, day) => say`${name ?? 'شخص لم يعد هنا'}، ${day}`,
    rule: (rule) => (rule ? say`القاعدة: ${rule}` : 'لا تنطبق أي قاعدة من الإرشادات.'),
    withdraw: 'سحب',
    withdrawTitle: 'سحب هذا الاعتراض؟',
    withdrawExplains: 'لن يبتّ فيه أحد عندئذ. يمكنك الاعتراض من جديد.',
    withdrawn: 'سُحب الاعتراض.',
  },
  deciding: {
    empty: {
      title: 'لا اعتراض في انتظارك',
      why: 'تظهر الاعتراضات هنا عندما يطلب أحد نظرة ثانية. لا يصلك اعتراضك أنت أبدًا، ولا ما قرّرته أو أجبت عنه بنفسك ما دام غيرك يستطيع.',
    },
    through: {
      title: 'أنهيت هذه القائمة',
      why: 'الاعتراضات التي تجاوزتها ما زالت مفتوحة.',
      again: 'انظر من جديد',
    },
    item: 'العنصر',
    decide: 'القرار',
    argument: 'يقول صاحب الاعتراض',
    noArgument: 'لم يذكر صاحب الاعتراض سببًا. ليس هذا موافقة.',
    reasonThen: 'السبب الذي ذُكر حينها',
    noReasonThen: 'لم يُذكر سبب حينها.',
    decided: 'كما تقرّر',
    appealed: 'كما يقول صاحب الاعتراض',
    others: alsoSaid,
    else: 'شيء آخر',
    back: 'العودة إلى ما قيل',
    rule: 'القاعدة الفاصلة',
    noRule: 'لا تنطبق أي قاعدة من الإرشادات',
    reason: 'السبب',
    reasonHint: 'يقرؤه صاحب الاعتراض، وإن قُبل فكل من أجاب عن العنصر.',
    missing: { choice: 'حدّد ما هو الصحيح.', reason: 'اذكر السبب.' },
    uphold: 'قبول الاعتراض',
    decline: 'رفض الاعتراض',
    upheld: 'قُبل: صُحّح العنصر وكل درجة تستند إليه.',
    declined: 'رُفض. يقرأ صاحب الاعتراض سببك.',
    pass: 'تجاوز',
    keys: 'المفاتيح: 1–9 تحدّد الصحيح، ↑ ↓ بين الأسئلة، E لشيء آخر، Ctrl+Enter للقرار، N للتجاوز.',
  },
  rate: {
    title: 'الاعتراضات المقبولة',
    hint: 'من الاعتراضات التي بُتّ فيها.',
    counts: (upheld, decided) => say`${upheld} من ${decided} من الاعتراضات التي بُتّ فيها`,
  },
}
