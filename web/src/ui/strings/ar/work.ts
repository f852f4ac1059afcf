/** Words of choosing work, and of what somebody chose for themselves, in Arabic. */
import { items, noun, people, questions, say } from '@/ui/strings/ar/speaking'
import type { work as English } from '@/ui/strings/work'
import type { Words } from '@/ui/words'

const projects = noun('مشروع واحد', 'مشروعان', 'مشاريع', 'مشروعًا', 'مشروع')
const appeals = noun('اعتراض واحد', 'اعتراضان', 'اعتراضات', 'اعتراضًا', 'اعتراض')
const flags = noun('بلاغ واحد', 'بلاغان', 'بلاغات', 'بلاغًا', 'بلاغ')

const applications = noun('طلب واحد', 'طلبان', 'طلبات', 'طلبًا', 'طلب')
export const work: Words<typeof English> = {
  open: 'عمل متاح لك',
  isNew: 'جديد',
  deliverables: 'ما ينتج عنه:',
  leftForMe: 'المتبقي لك',
  left: (n) => items(n),
  leftMore: (n) => (n === 0 ? 'بعض العناصر' : `${items(n)} على الأقل`),
  pays: 'الأجر',
  paysFor: {
    answer: (amount) => say`${amount} لكل إجابة`,
    accepted: (amount) => say`${amount} لكل إجابة مقبولة`,
    hour: (amount) => say`${amount} لكل ساعة تُدخلها`,
  },
  hourly: (amount) => say`نحو ${amount} في الساعة بحسب ما يقوله الناس عن مدة العنصر`,
  effort: 'يستغرق نحو',
  effortReported: (median, most, n) =>
    say`${median} دقيقة للعنصر، وتسعة من عشرة يقولون ${most} على الأكثر (قال ذلك ${people(n)})`,
  effortStated: (minutes) => say`${minutes} دقيقة للعنصر، بتقدير من يدير المشروع`,
  languages: 'اللغة',
  lead: 'يديره',
  mayShow: (what) => say`قد يعرض: ${what.join('، ')}`,
  warning: {
    violence: 'عنفًا',
    sexual: 'محتوى جنسيًا',
    hate: 'كراهية أو إهانات',
    'self-harm': 'إيذاء النفس',
    medical: 'إصابات أو أمراضًا',
    distressing: 'محتوى مزعجًا آخر',
  },
  sample: 'عرض مثال',
  sampleOf: (name) => say`مثال من ${name}`,
  sampleNote: 'للاطلاع فقط: لا يُطلب منك شيء ولا يُسجَّل شيء.',
  asked: 'ما يُسأل عنه',
  search: 'بحث بالاسم أو الغرض',
  kind: 'نوع السؤال',
  everyKind: 'كل الأنواع',
  everyLanguage: 'كل اللغات',
  order: 'الترتيب',
  orders: { oldest: 'الأقدم أولًا', newest: 'الأحدث أولًا', name: 'بالاسم' },
  nothingFits: { title: 'لا مشروع يطابق', why: 'ابحث عن شيء آخر، أو أزل مرشّحًا.' },
  nothing: {
    title: 'لا شيء عليك الآن',
    why: 'ما هو موجود أجبت عنه، أو هو لدى آخرين، أو اكتمل ما يلزمه. عد لاحقًا أو لا تعد: لا أحد ينتظرك.',
    unqualified: 'ما هو متاح يطلب مؤهّلًا ليس لديك بعد. تقول صفحة «مؤهّلاتي» ما ينقص وكيف تناله.',
    avoided: 'ما هو متاح ينبّه إلى ما تفضّل ألا تراه. تجده أدناه، ويمكنك تغيير ذلك في حسابك.',
  },
  toChoices: 'حسابي',
  unqualified: 'لمن لديه ما يُطلب',
  apart: 'لا عمل هنا الآن',
  avoided: (n) => `${projects(n)} خارج العرض باختيارك`,
  why: {
    'no-items': 'لا عناصر فيه بعد. تأتي عندما يستوردها من يديره.',
    done: 'لكل عنصر ما يلزمه. شكرًا.',
    answered: 'أجبت عما هو متاح لك أو تخطيته، والباقي لدى آخرين.',
    unqualified: 'يطلب مؤهّلًا ليس لديك بعد.',
    avoided: 'ينبّه إلى ما تفضّل ألا تراه. ويمكنك فتحه رغم ذلك.',
  },
  waiting: {
    title: 'في انتظارك',
    appeals: (n) => appeals(n),
    questions: (n) => `${questions(n)} بلا إجابة`,
    flags: (n) => flags(n),
    disputed: (n) => `${items(n)} محل خلاف`,
    applications: (n) => applications(n),
    restrictions: (n) => `${appeals(n)} على قرارات بشأن الأشخاص`,
    takings: (n) => `${appeals(n)} على سحب درجات`,
    keys: (n, title) => `${appeals(n)} على مفاتيح: ${title}`,
    below: (n) => `${items(n)} دون الهدف`,
    noGain: (n) => `${items(n)} لا يتفق عليها المجيبون`,
  },
  card: {
    title: 'ما يختار الناس وفقه',
    note: 'يظهر على بطاقة المشروع بجانب غرضه. أما كم تستغرق الإجابة بتقديرك فتذكره في النظرة العامة.',
    deliverables: 'ما ينتج عنه',
    deliverablesHint: 'ما يُصنع من الإجابات، وما يُنتظر من الإجابة.',
    languages: 'لغة العناصر',
    languagesHint: 'رموز مثل en أو de أو ar.',
    warnings: 'محتوى لا يريد الجميع رؤيته',
    sample: 'رقم العنصر المثال',
    sampleHint:
      'عنصر يجوز للجميع رؤيته قبل أن يبدؤوا. رقمه في عنوان صفحته. المعيار الذهبي ليس مثالًا: يُصادَف دون أن يُعرف.',
    saved: 'حُفظت البطاقة.',
  },
  choices: {
    title: 'ما تختاره لعملك',
    note: 'لا يقرأ هذا أحد غيرك: لا إدارة ولا تقرير ولا تصدير.',
    avoids: 'ما تفضّل ألا تراه',
    avoidsHint: 'المشاريع التي تنبّه إليه لا تُعرض عليك.',
    save: 'حفظ',
    saved: 'حُفظ اختيارك.',
  },
  own: {
    title: 'كم دقيقة استغرق العنصر منك تقريبًا؟',
    note: 'إن شئت فقط. هذا يساعد الآخرين على الاختيار: ابتداءً من ثمانية أشخاص يظهر وسط ما يقولون، لا ما يقوله واحد أبدًا. ولا يُقاس شيء.',
    minutes: 'دقائق للعنصر',
    say: 'قول ذلك',
    again: (minutes) => say`قلت: نحو ${minutes} دقيقة.`,
    withdraw: 'سحب ما قلت',
    said: 'شكرًا. يُحفظ دون أن يظهر اسمك.',
    withdrawn: 'حُذف ما قلت.',
  },
}
