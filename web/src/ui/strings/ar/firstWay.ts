/** Words of the first way of a lead, from a file to a first label, in Arabic. */
import type { firstWay as English } from '@/ui/strings/firstWay'
import type { Words } from '@/ui/words'

export const firstWay: Words<typeof English> = {
  title: 'من ملف إلى أول وسم',
  step: (n, of) => `من ملف إلى أول وسم، الخطوة ${String(n)} من ${String(of)}`,
  leave: 'إيقاف هذا',
  done: 'تم',
  steps: {
    template: {
      title: 'اختر قالبًا',
      hint: 'خذ واحدًا تحت «البدء بـ»، مثل Sentiment: يملأ الغرض والأسئلة والإرشادات. ثم اضغط «متابعة».',
    },
    file: {
      title: 'أعطه ملفًا',
      hint: 'تابع إلى «البيانات». «استخدام هذا المثال ملفًا» يأخذ ملفًا مناسبًا؛ وملف من عندك يصلح أيضًا. ثم أنشئ المشروع.',
    },
    import: {
      title: 'انظر واستورد',
      hint: 'العناصر الأولى أدناه كما سيعرضها مكتب العمل. اضغط «استيراد».',
    },
    label: {
      title: 'أعط أول وسم',
      hint: 'اضغط «ابدأ» أعلى المشروع. أجب على مكتب العمل، ثم قدّم.',
    },
  },
  end: {
    title: 'هذا هو الطريق كله',
    hint: 'المشروع حقيقي. ادعُ أشخاصًا تحت «الأشخاص» إن كان سيستمر؛ وأرشفه تحت «الإعدادات» إن كان تجربة.',
  },
}
