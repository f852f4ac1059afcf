/** Words of my quality, and of what leads see of somebody's, in Arabic. */
import { count, decimal } from '@/ui/format'
import { items, say } from '@/ui/strings/ar/speaking'
import type { quality as English } from '@/ui/strings/quality'
import type { Words } from '@/ui/words'

const points = (share: number) => decimal(Math.abs(share) * 100, 1)

export const quality: Words<typeof English> = {
  title: 'جودة عملي',
  lead: 'ما تقوله إجاباتك مع الدليل وراءه. لا أحد يُرتَّب، والتخطي والغياب والوقت الذي تستغرقه لا تُحسب.',
  empty: {
    title: 'لا شيء معروف بعد',
    why: 'بعد بعض الإجابات عن عناصر أجاب عنها آخرون أيضًا أو إجابتها معروفة ترى هنا كيف أداؤك وعلى أي عناصر يستند.',
  },
  of: {
    lead: 'ما تقوله إجاباته سؤالًا سؤالًا، بالدليل نفسه الذي يراه. به يُعرف أي عمل يناسب؛ ولا يُقارن بأحد.',
    empty: {
      title: 'لا شيء معروف بعد',
      why: 'لا شيء يمكن مقارنته بإجابة معروفة أو بما أجاب الآخرون.',
    },
    link: 'الجودة',
    linkOf: (name) => say`الجودة: ${name}`,
  },
  measures: {
    right: 'الحصة المقدَّرة للإجابات الصحيحة',
    near: 'كم تقترب الإجابات من الصحيح',
    nothing: 'غير مقدَّر',
  },
  missing: (n, counted) =>
    `${counted === 0 ? 'لا يمكن مقارنة أي عنصر بعد' : `يمكن مقارنة ${items(counted)}`}؛ وبقي ${count(n)} حتى يقال شيء.`,
  trend: {
    title: 'كيف سار الأمر',
    label: (windows) => `التقدير في ${count(windows)} من أقسام العناصر المحسوبة، الأقدم أولًا`,
    none: 'لا تغيّر يسنده الدليل.',
    missing: (n) => `بقي ${items(n)} حتى يُرى تغيّر.`,
    change: (by, low, high, n) =>
      `جاء آخر ${items(n)} ${by > 0 ? 'أعلى' : 'أدنى'} مما قبله بـ ${points(by)} نقطة (95%: ${points(low)} إلى ${points(high)}).`,
    note: 'بحسب العناصر المحسوبة لا الأيام. من الأشخاص الذين لم يتغيّروا يرى واحد من عشرين تغيّرًا مصادفة.',
    table: 'جدولًا',
    share: 'العناصر',
    value: 'التقدير',
    interval: 'مجال 95%',
  },
  moved: {
    title: 'أكثر ما حرّكه',
    none: 'لا إجابة مفردة تبرز.',
    raised: (by) => `رفعه ${points(by)} نقطة`,
    lowered: (by) => `خفضه ${points(by)} نقطة`,
    known: 'الإجابة معروفة.',
    sure: (share) => say`الآخرون واثقون بنسبة ${share}.`,
    others: 'هكذا يقول الآخرون.',
    how: 'التقدير ناقصًا ما يكون دون ذلك العنصر.',
  },
  caught: {
    title: 'ما انتبهت إليه',
    titleOf: 'ما انتبه إليه',
    why: 'صحته معروفة، حيث قال أكثر الآخرين خلافه.',
  },
  practise: {
    title: 'ما يستحق التدرّب',
    titleOf: 'أكثر ما يكلّف',
    cost: (by, n) => `كلّف ${points(by)} نقطة على ${items(n)}`,
    open: 'القواعد والحالات المقرّرة',
    openOf: (slip) => say`القواعد والحالات المقرّرة: ${slip}`,
    examples: 'عناصر وقع فيها',
    rule: (heading) => say`القاعدة التي قد تنطبق: ${heading}`,
    guideline: 'فتح الإرشادات',
    cases: 'حالات مقرّرة مثلها',
    nothing: 'لا تقول الإرشادات ولا حالة مقرّرة المزيد عنه بعد. يمكنك السؤال على مكتب العمل.',
    what: {
      instead: (said, right) => say`«${said}» حيث الصحيح «${right}»`,
      missed: (_, right) => say`«${right}» تُرك`,
      extra: (said) => say`«${said}» حيث لا شيء`,
      border: (said) => say`«${said}» يبدأ أو ينتهي في موضع آخر`,
      higher: (said) => say`«${said}» قُيّم أعلى مما يجب`,
      lower: (said) => say`«${said}» قُيّم أدنى مما يجب`,
    },
  },
  mine: 'قلت',
  theirs: 'قال',
  gold: 'الإجابة المعروفة',
  consensus: 'الإجماع',
  desk: 'رؤيته على مكتب العمل',
  item: 'رؤية العنصر',
  answers: 'إجاباتي في هذا المشروع',
}
