/** Words of the dashboard, in Arabic. */
import { answers, say } from '@/ui/strings/ar/speaking'
import type { projects as English } from '@/ui/strings/projects'
import type { Words } from '@/ui/words'

export const projects: Words<typeof English> = {
  title: 'مشاريعي',
  new: 'مشروع جديد',
  start: 'ابدأ',
  continue: 'تابع',
  open: 'فتح',
  paused: 'متوقف مؤقتًا',
  archived: 'مؤرشف',
  show: 'عرض',
  active: 'النشطة',
  all: 'الكل',
  role: {
    annotator: 'أنت تجيب',
    reviewer: 'أنت تجيب وتراجع',
    manager: 'أنت تدير',
  },
  asks: (kinds) => kinds.join(' · '),
  mine: (n) => (n === 0 ? 'لا إجابات لك بعد' : `${answers(n)} لك`),
  progress: (settled, all) => `حُسم ${settled} من ${all} من العناصر`,
  meet: (met, proved) =>
    proved ? say`${met} تبلغ الهدف، بإثبات المعيار الذهبي` : say`${met} تبلغ الهدف تقديرًا`,
  noItems: 'لا عناصر بعد',
  howDecided: 'كيف تُتخذ القرارات هنا',
  progressLabel: (name) => say`تقدّم ${name}`,
  offer: {
    title: 'جديد هنا؟',
    why: 'خمس خطوات قصيرة على مكتب العمل، بالمدة التي تشاء: إيجاد قاعدة، والإجابة بلوحة المفاتيح، وتعليم اسم، والسؤال، ورؤية لماذا إجابة صحيحة. لا يُحفظ منها شيء ولا يُحسب.',
    whyLead:
      'تلميحات بجانب الصفحات الحقيقية تقودك من ملف إلى أول وسم. أو تدرّب على مكتب العمل كما يفعل من يجيبون: خمس خطوات قصيرة لا يُحفظ منها شيء ولا يُحسب.',
    do: 'تجربة',
    lead: 'من ملف إلى أول وسم',
    practise: 'تدرّب على مكتب العمل',
    no: 'ليس الآن',
  },
  emptyLead: {
    title: 'لا مشاريع بعد',
    why: 'يقول المشروع لماذا البيانات، ويطرح أسئلته، ويحدد كم يجب أن تكون النتيجة أكيدة. أنشئ الأول، ثم استورد عناصرك.',
  },
  emptyAnnotator: {
    title: 'لا مشاريع متاحة لك بعد',
    why: 'تظهر المشاريع هنا عندما يتيحها لك أو لأحد فرقك من يديرها. لا يلزمك فعل شيء؛ وإن كنت تتوقع مشروعًا فاسأله.',
  },
  emptyState: {
    title: 'لا مشاريع كهذه',
    why: 'المشاريع المتوقفة أو المؤرشفة تُذكر هنا.',
  },
}
