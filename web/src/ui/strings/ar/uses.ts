/** Words of what versions were used for, in Arabic. */
import type { uses as English } from '@/ui/strings/uses'
import type { Words } from '@/ui/words'

export const uses: Words<typeof English> = {
  title: 'فيمَ استُخدم',
  record: 'ذكر من يستخدمه',
  none: 'لم يذكر أحد بعد من يستخدم هذا الإصدار. أصحاب الإجابات التي فيه يودّون أن يعرفوا.',
  explains: 'يقرؤه أصحاب الإجابات التي في هذا الإصدار كلمة بكلمة.',
  consumer: 'من يستخدمه',
  consumerHint: 'مثل: فريق التنبؤات',
  purpose: 'الغرض',
  kind: 'النوع',
  kinds: { download: 'تنزيل', training: 'تدريب نموذج أو قياسه', note: 'غير ذلك' },
  day: 'اليوم',
  recorded: 'حُفظ. يستطيع أصحاب الإجابات التي فيه أن يقرؤوه الآن.',
  mine: 'ما صارت إليه إجاباتي',
  inVersion: (version, n, answers) =>
    n === 1
      ? `الإصدار ${String(version)}: فيه إجابة واحدة من إجاباتك.`
      : `الإصدار ${String(version)}: عدد إجاباتك فيه ${answers}.`,
  notUsed: 'لم يذكر أحد بعد فيمَ يُستخدم.',
}
