/** Words of findings that people's answers depend on each other, in Arabic. */
import type { dependence as English } from '@/ui/strings/dependence'
import type { Words } from '@/ui/words'

export const dependence: Words<typeof English> = {
  title: 'إجابات يعتمد بعضها على بعض',
  note: 'يبحث كل تقدير عنها حيث تكون الإجابات اختيارات. للأشخاص هنا أحرف اختيرت عشوائيًا لهذا المشروع.',
  none: 'لم يُعثر على شيء. يُبحث عنها حيث تكون الإجابات اختيارات ويشترك الأشخاص في عشرة عناصر أو أكثر.',
  label: (question, people) => `${question}: ${people}`,
  people: (letters) => `الشخص ${letters.join('، ')}`,
  head: (n, people) => `إجابات أشخاص عددهم ${n} يعتمد بعضها على بعض: ${people}`,
  asked: (question) => `السؤال: ${question}.`,
  counts: (share, voices, people) =>
    `نحو ${share} من إجاباتهم تكرار، لذلك تُحسب إجاباتهم المتساوية جميعًا ${voices} صوتًا لا ${people}.`,
  shows: 'ما يدل على ذلك: عناصر قالوا فيها الشيء نفسه ولم يقله معظم الآخرين',
  item: 'العنصر',
  same: 'قالوا',
  others: 'قال الآخرون',
  votes: (n, said) => `${n} × ${said}`,
  nobody: 'لم يُجب أحد غيرهم',
  known: (answer) => `المعروف: ${answer}`,
  proves:
    'لا يقول ذلك كيف حدث، ولا من تبع من، ولا أن أحدًا أخطأ: فالملاحظات نفسها أو التدريب نفسه أو الأداة نفسها تؤدي إليه أيضًا. ولا يترتب عليه شيء لأحد سوى وزن الإجابات المتساوية.',
}
