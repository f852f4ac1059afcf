/** Words of the frame around the screens, in Arabic. */
import type { app as English } from '@/ui/strings/app'
import { noun, say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

const unsent = noun(
  'إجابة واحدة لم تُرسل بعد',
  'إجابتان لم تُرسلا بعد',
  'إجابات لم تُرسل بعد',
  'إجابة لم تُرسل بعد',
  'إجابة لم تُرسل بعد',
)

export const app: Words<typeof English> = {
  skip: 'الانتقال إلى المحتوى',
  menu: 'القائمة',
  myProjects: 'مشاريعي',
  assessments: 'الاختبارات',
  myAssessments: 'اختباراتي',
  people: 'الأشخاص',
  audit: 'التغييرات',
  account: (name) => say`حساب ${name}`,
  myAccount: 'حسابي',
  myQualifications: 'مؤهّلاتي',
  myPay: 'أجري',
  practice: 'تدرّب على مكتب العمل',
  firstWay: 'من ملف إلى أول وسم',
  myQuality: 'جودة عملي',
  signOut: 'تسجيل الخروج',
  appearance: 'المظهر',
  light: 'فاتح',
  dark: 'داكن',
  auto: 'كالنظام',
  unsent,
  offline: 'أنت غير متصل. ما تكتبه محفوظ في هذا المتصفح ويُرسل عند عودة الاتصال.',
  project: {
    overview: 'نظرة عامة',
    items: 'العناصر',
    review: 'المراجعة',
    appeals: 'الاعتراضات',
    flags: 'البلاغات',
    mine: 'إجاباتي',
    guideline: 'الإرشادات',
    data: 'البيانات',
    settings: 'الإعدادات',
    sections: 'أقسام هذا المشروع',
    start: 'ابدأ',
    continue: 'تابع',
    paused: 'متوقف مؤقتًا',
    archived: 'مؤرشف',
  },
  keptOnSignOut: 'العمل الذي لم يُرسل بعد يبقى في هذا المتصفح. سجّل الدخول من جديد لإرساله.',
}
