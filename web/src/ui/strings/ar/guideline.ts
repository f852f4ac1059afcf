/** Words of questions about the guideline and of what was decided, in Arabic. */
import { noun, comments, say } from '@/ui/strings/ar/speaking'
import type { guideline as English } from '@/ui/strings/guideline'
import type { Words } from '@/ui/words'

const waitingQuestions = noun(
  'سؤال واحد ينتظر إجابة',
  'سؤالان ينتظران إجابة',
  'أسئلة تنتظر إجابة',
  'سؤالًا ينتظر إجابة',
  'سؤال ينتظر إجابة',
)

export const guideline: Words<typeof English> = {
  parts: {
    threads: 'أسئلة وأجوبة',
    cases: 'حالات مقرّرة',
    proposals: 'اقتراحات',
    changes: 'تغييرات',
  },
  partsOf: 'أجزاء هذه الصفحة',
  ask: 'سؤال',
  askDialog: {
    title: 'سؤال',
    explains: (name) =>
      say`كل المؤهلين لهذا المشروع يرون سؤالك. يجيب ${name ?? 'من يديرون المشروع'}، وتصل الإجابة إلى الوارد لديك.`,
    about: 'عن',
    aboutItem: 'هذا العنصر',
    aboutAll: 'الإرشادات كلها',
    rule: (heading, item) => say`${item ? 'هذا العنصر والقاعدة' : 'القاعدة'} «${heading}»`,
    asked: 'سؤالك',
    hint: 'بعد الإجابة عنه يُحسب ما تقوله عن هذا العنصر للعنصر، لا دليلًا على المهارة.',
    do: 'اسأل',
    done: 'طُرح سؤالك. تصل الإجابة إلى الوارد لديك.',
  },
  states: { open: 'ينتظر', answered: 'أُجيب عنه', all: 'الكل' },
  filter: 'أي الأسئلة',
  empty: {
    open: {
      title: 'لا سؤال ينتظر إجابة',
      why: 'ما يُسأل على مكتب العمل أو بالزر أعلاه يظهر هنا حتى يُجاب عنه.',
    },
    answered: { title: 'لم يُجب عن شيء بعد', why: 'تبقى الإجابات هنا ليقرأها الجميع.' },
    all: { title: 'لم يسأل أحد شيئًا بعد', why: 'اسأل على مكتب العمل أو بالزر أعلاه.' },
  },
  asks: (by, mine) => (mine ? say`${by} (أنت)` : by),
  someone: 'شخص لم يعد هنا',
  rule: (heading) => say`القاعدة: ${heading}`,
  withheld: (answered) =>
    answered
      ? 'أُجيب عنه. تقرأ الإجابة بعد أن تجيب عن العنصر بنفسك أو تتخطاه، لتكون كل إجابة مستقلة.'
      : 'هو عن عنصر قد تُسأل عنه بعد. يظهر ما قيل فيه بعد أن تجيب عنه أو تتخطاه.',
  changed: (at) => say`تغيّر ${at}`,
  answer: 'الإجابة',
  change: 'تغيير الإجابة',
  answerTitle: 'الإجابة عن هذا السؤال',
  answerExplains: 'كل المؤهلين يقرؤون إجابتك مع اسمك؛ ويُخبر من سأل.',
  answered: 'حُفظت إجابتك.',
  decide: 'جعلها حالة مقرّرة',
  decided: 'صارت حالة مقرّرة، وتظهر بجانب العناصر التي تشبهها.',
  decidedWaits: 'صارت حالة مقرّرة. من قد يُسأل عن عنصرها لا يراها إلا بعد أن يجيب.',
  isCase: 'حالة مقرّرة',
  comments: (n) => (n === 0 ? 'تعليق' : comments(n)),
  comment: 'إضافة تعليق',
  send: 'إرسال',
  seeItem: 'رؤية العنصر',
  allThreads: 'كل الأسئلة',
  cases: {
    find: 'البحث في الحالات المقرّرة',
    none: { title: 'لا حالة بهذه الكلمات', why: 'ابحث عن كلمات أخرى، أو اسأل.' },
    empty: {
      title: 'لم يتقرّر شيء نهائيًا بعد',
      why: 'سؤال أُجيب عنه، أو إجابة معروفة مع سببها، أو مراجعة، تصير حالة مقرّرة بنقرة واحدة. ثم تظهر بجانب العناصر التي تشبهها.',
    },
    by: (name, at) => say`قرّرها ${name}، ${at}`,
    source: { thread: 'من سؤال', gold: 'من إجابة معروفة', review: 'من مراجعة' },
    waits: 'ما زال يُسأل عن عنصرها: من لم يجب عنه بعد لا يرى هذه الحالة.',
    takeBack: 'سحبها',
    takeBackExplains: 'لا تُعرض هذه الحالة على أحد بعد ذلك. ويبقى ما أُخذت منه كما هو.',
    takenBack: 'سُحبت الحالة.',
  },
  beside: {
    rule: 'قد تنطبق',
    cases: 'تقرّر في حالات كهذه',
    threads: 'سُئل عن هذا العنصر',
    ruleThreads: 'سُئل عن هذه القاعدة',
    found: 'حالات مقرّرة بهذه الكلمات',
    waits: 'لم يُجب عنه بعد.',
  },
  news: {
    difference: 'الفرق',
    title: 'تغيّرت الإرشادات منذ أجبت هنا آخر مرة.',
    titleFirst: 'تغيّرت الإرشادات.',
    see: 'ما الذي تغيّر',
    known: 'فهمت',
    again: (n, before) =>
      before
        ? `أُعيد السؤال لأن الإرشادات تغيّرت (الإصدار ${String(n)}). ما قلته من قبل يبقى محسوبًا لك ولا يُحكم عليه بالنص الجديد.`
        : `أُعيد السؤال لأن الإرشادات تغيّرت (الإصدار ${String(n)}).`,
  },
  waiting: {
    title: waitingQuestions,
    longest: (since, median) =>
      median === null || median === since
        ? say`أقدمها ينتظر منذ ${since}.`
        : say`أقدمها ينتظر منذ ${since}؛ ونصفها منذ ${median} أو أكثر.`,
    see: 'رؤية الأسئلة',
  },
}
