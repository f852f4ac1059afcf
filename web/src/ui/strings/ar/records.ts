/** كلمات سجلات المؤهّلات: أن آخذ سجلي معي، وأن يُتحقق من سجل. */
import { say } from '@/ui/strings/ar/speaking'
import type { records as English } from '@/ui/strings/records'
import type { Words } from '@/ui/words'

export const records: Words<typeof English> = {
  take: {
    title: 'خذه معك',
    note: 'ملف موقّع بالدرجات التي لديك، وكيف نلت كلًّا منها وفي أي يوم. يستطيع أي أحد التحقق منه، حتى من دون goodwork. ليست فيه ساعات ولا سرعة ولا مقدار ما أنجزت، ولا يرى أحد أنك أخذته.',
    named: 'يسمّيني الملف',
    name: 'باسمي',
    pseudonym: 'باسمي المستعار',
    download: 'تنزيل السجل الموقّع',
    check: 'كيف يتحقق منه الآخرون',
  },
  check: {
    title: 'التحقق من سجل مؤهّلات',
    lead: 'اختر الملف الذي أعطاك إياه صاحبه. يُقارن بمفاتيح هذا الخادم ولا يُحفظ منه شيء.',
    file: 'السجل',
    choose: 'اختر ملفًا أو أفلته هنا',
    large: 'الملف أكبر من 1 ميغابايت، فليس سجلًّا.',
    valid: 'صحيح: وقّعه هذا الخادم كما هو.',
    says: (organization, number, person, as_of) =>
      say`تقول ${organization} (المؤسسة رقم ${number} في هذا الخادم) عن ${person}، كما في ${as_of}:`,
    pseudonym: 'هذا اسم مستعار هناك، وليس الاسم.',
    tier: (tier, number, of) => say`${tier} (الدرجة ${number} من ${of})`,
    by: {
      assessment: (title, on) => say`نيلت باختبار «${title}» في ${on}`,
      work: (on) => say`نيلت بالعمل في ${on}`,
      decision: (on) => say`بقرار في ${on}`,
    },
    score: (score, items, low, high) =>
      say`${score} على ${items} من العناصر (فاصل 95 %: من ${low} إلى ${high})`,
    least: (low) => say`المهارة ${low} على الأقل، بحسب الطرف الأدنى لفاصل 95 %`,
    open: 'لم يُتحقق من أمرين: هل ما زال هذا قائمًا اليوم، وهل من يعرضه هو الشخص نفسه. والاسم لا يقول من اختاره: من ينشئ مؤسسة يسمّيها.',
    changed: 'مغيَّر: ليس هذا ما وقّعه هذا الخادم.',
    changedNext: 'لا يُعتدّ بشيء مما فيه. اطلب الملف كما نُزِّل.',
    unknown: 'لم يوقّعه هذا الخادم.',
    unknownNext:
      'ربما كان سجلًّا من خادم آخر. تحقق منه هناك، أو بالأمر goodwork verify-record مع مفاتيح ذلك الخادم.',
    withdrawn: 'سُحب مفتاحه، فلا يُعتدّ بشيء مما وقّعه.',
    withdrawnNext: (reason) => say`يقول من يدير الخادم: ${reason} اطلب سجلًّا جديدًا.`,
    another: 'التحقق من سجل آخر',
  },
}
