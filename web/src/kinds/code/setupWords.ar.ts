/** Words that set a question of the kind code up, in Arabic. */
import type { words as English } from './setupWords'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const words: Words<typeof English> = {
  about: 'تُراجع الشيفرة: أحكام بحسب معايير، وتعليقات على أسطر، ونسخة مصححة، والأفضل.',
  nothingAsked: 'اسأل عن حكم بمعيار واحد على الأقل، أو عن الأفضل.',
  namelessCriterion: 'كل معيار يحتاج اسمًا.',
  doubledCriterion: 'معياران لهما المعرّف نفسه؛ أعط كلًا منهما معرّفه.',
  reserved: (id) => say`للكلمة ${id} معنى آخر هنا؛ سمِّ المعيار باسم مختلف.`,
  fewSteps: 'يحتاج المعيار حكمين على الأقل للاختيار.',
  doubledSolution: 'سُمّي حل مرتين.',
  onePrefer: 'لا يُفضَّل من حل واحد؛ سمِّ اثنين على الأقل.',
  solutions: 'الأجزاء التي فيها الحلول، واحد في كل سطر',
  solutionsHint: 'إن تُرك فارغًا: كل شيفرة العنصر',
  criteria: 'المعايير',
  criterionName: (n) => `اسم المعيار ${String(n)}`,
  verdicts: (name) => say`أحكام ${name}، واحد في كل سطر`,
  verdictsHint: 'نعم ولا إن تُرك فارغًا؛ 1-5 مقياس',
  isOrdered: 'درجات مقياس',
  addCriterion: 'إضافة معيار',
  removeCriterion: (name) => say`إزالة ${name}`,
  mayComment: 'يمكن التعليق على الأسطر',
  mayCorrect: 'يمكن كتابة نسخة مصححة',
  mayPrefer: 'يُفضَّل واحد من عدة حلول',
  tolerance: 'أحكام مختلفة تُعدّ الإجابة معها صحيحة',
  freshCriterion: 'صحيح',
  sample:
    'def mean(numbers):\n    total = 0\n    for n in numbers:\n        total =+ n\n    return total / len(numbers)\n',
}
