/** Words for models whose predictions are weighed with people’s answers, in Arabic. */
import type { models as English } from '@/ui/strings/models'
import type { Words } from '@/ui/words'

export const models: Words<typeof English> = {
  title: 'ما قيمة النماذج',
  used: 'لها رأي: معها تُتوقَّع إجابات الناس أفضل مما تُتوقَّع من الناس وحدهم.',
  unused: 'لا رأي لها: لا تُتوقَّع معها إجابات الناس أفضل على وجه اليقين.',
  model: 'النموذج',
  weight: 'الوزن',
  agrees: 'يوافق الناس',
  between: (low, high) => `95 %: من ${low} إلى ${high}`,
  onGold: 'صحيح في الذهب',
  items: 'العناصر',
  hint: 'الوزن 1: يؤخذ كما يقول؛ 0: لا رأي له. النماذج التي يكرر بعضها بعضًا تتقاسم قيمة واحد منها. حيث قبل أحدهم إجابة نموذج، يصمت ذلك النموذج.',
  byClass: 'بحسب ما يقول',
  says: 'يقول',
  spared: (without, withThem, items) =>
    `بإعادة التمثيل على ${items} من العناصر: يتوقف السؤال بعد ${withThem} إجابة لكل عنصر، وبدون النماذج بعد ${without}.`,
  policy: 'توقعات النماذج المستوردة',
  shown: 'يراها الناس ويجوز لهم قبول أحدها',
  weighed: 'تُوزن مع إجابات الناس، ولا يراها من يجيب',
  weighedHint:
    'للأسئلة التي إجاباتها فئات. يتعلم إعادة التقدير قيمة كل نموذج؛ ولا يُحسم عنصر دون أقل عدد من إجابات الناس. شغِّله قبل أن يبدأ الناس: ما رأوه ربما تبعوه.',
}
