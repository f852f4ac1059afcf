/** Words that set questions of several kinds up, in Arabic. */
import type { shared as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const shared: Words<typeof English> = {
  labels: {
    nameless: 'كل ما هنا يحتاج اسمًا.',
    doubled: (name) => say`الاسم «${name}» موجود مرتين؛ لا يمكن التمييز بينهما.`,
    doubledKey: (key) => say`المفتاح ${key} لوسمين؛ أعط كلًا منهما مفتاحه.`,
    key: (name) => say`مفتاح ${name}`,
    color: (name) => say`لون ${name}`,
    pickColor: (name) => say`أخذ لون ${name} من الشاشة`,
    help: (name) => say`متى يُستخدم ${name}`,
    helpHint: 'متى يُستخدم (يظهر بجانب الوسم)',
    remove: (name) => say`إزالة ${name}`,
  },
  outputs: 'المخرجات: الأجزاء التي تُقارن',
  outputName: (n) => `الجزء ${String(n)}`,
  outputHint: 'اسم الجزء كما في الاستيراد: response_a',
  namelessOutput: 'كل مخرج يحتاج اسم جزء.',
  doubledOutput: (name) => say`المخرج ${name} موجود مرتين؛ قارن أجزاء مختلفة.`,
  sample: [
    'افتُتح الجسر عام 1932. استغرق بناؤه ثماني سنوات وما زال الأعرض من نوعه.',
    'افتُتح الجسر عام 1932 بعد ثماني سنوات من العمل. هو الأعرض من نوعه.',
    'ثماني سنوات من العمل، ثم في عام 1932 جسر: عريض ورمادي ومحبوب.',
    'افتُتح الجسر عام 1923 واستغرق بناؤه ثمانية أشهر.',
  ],
}
