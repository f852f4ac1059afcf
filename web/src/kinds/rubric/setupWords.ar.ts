/** Words that set a question of the kind rubric up, in Arabic. */
import type { words as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'يحكم الناس بعدة معايير، كل منها على درجات موصوفة بالكلمات.',
  freshCriterion: 'صحيح',
  freshLevels: ['ضعيف', 'متوسط', 'جيد'],
  criterionName: (n) => `اسم المعيار ${String(n)}`,
  criterionHelp: (name) => say`ما يسأل عنه ${name || 'هذا المعيار'}`,
  criterionHelpHint: 'ما يسأل عنه (يظهر بجانبه)',
  levelName: (n, criterion) => say`الدرجة ${String(n)} من ${criterion || 'هذا المعيار'}`,
  levelDescription: (n, criterion) => say`متى تصح الدرجة ${String(n)} من ${criterion || 'هذا المعيار'}`,
  levelDescriptionHint: 'متى تصح هذه الدرجة',
  lowest: 'الأدنى',
  highest: 'الأعلى',
  addLevel: 'إضافة درجة',
  removeLevel: (name) => say`إزالة الدرجة ${name}`,
  addCriterion: 'إضافة معيار',
  removeCriterion: (name) => say`إزالة المعيار ${name}`,
  notes: 'يمكن كتابة ملاحظة على كل معيار',
  tolerance: 'درجات فرق تُعدّ الإجابة معها صحيحة',
  namelessCriterion: 'كل معيار يحتاج اسمًا.',
  doubledCriterion: (name) => say`المعيار «${name}» موجود مرتين؛ لا يمكن التمييز بينهما.`,
  namelessLevel: (criterion) => say`كل درجة من «${criterion}» تحتاج اسمًا.`,
  doubledLevel: (name) => say`الدرجة «${name}» موجودة مرتين.`,
  fewLevels: (criterion) => say`«${criterion}» يحتاج درجتين على الأقل.`,
  rising: (criterion) => say`يجب أن تتصاعد قيم درجات «${criterion}».`,
  tolerant: (criterion) => say`بهذا التسامح تكون كل إجابة عن «${criterion}» صحيحة.`,
  noCriteria: 'يحتاج سلّم التقدير معيارًا واحدًا على الأقل.',
}
