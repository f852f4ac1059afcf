/** Words that set a question about a marked text up, in Arabic. */
import type { words as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  freshA: 'شخص',
  freshB: 'مكان',
  fewLabels: 'يلزم وسم واحد على الأقل.',
  doubledUnder: (label, name) => say`تحت «${label}» الاسم «${name}» موجود مرتين.`,
  builder: {
    labels: 'الوسوم',
    relations: 'العلاقات',
    name: (n) => `اسم الوسم ${String(n)}`,
    relationName: (n) => `اسم العلاقة ${String(n)}`,
    attributes: (name) => say`سمات ${name}`,
    attributesHint: 'السمات: اليقين = أكيد / تخمين; ملاحظة',
    add: 'إضافة وسم',
    addRelation: 'إضافة علاقة',
    overlapping: 'يجوز أن تتداخل المقاطع',
    exact: 'لا يُعدّ صحيحًا إلا الأحرف نفسها تمامًا',
    head: (name) => say`${name}: من`,
    tail: (name) => say`${name}: إلى`,
    any: 'أي وسم',
  },
  sample:
    'انتقلت آنا بيرغ من برن إلى برلين عام 1901.\nوهناك عملت في شركة أكمي والتقت أوتو الذي كان يعرف أخاها.',
}
