/** Words for who opens a page that is not for them, or an address that names nothing, in Arabic. */
import type { access as English } from '@/ui/strings/access'
import { say } from '@/ui/strings/ar/speaking'
import type { Words } from '@/ui/words'

export const access: Words<typeof English> = {
  title: 'هذه الصفحة غير متاحة لك',
  need: {
    reviewer: 'تعرض ما أجاب به الآخرون، لذلك هي لمن يراجعون هذا المشروع أو يديرونه.',
    manager: 'هي لمن يديرون هذا المشروع.',
    leads: 'هي لمن يديرون المنظمة.',
  },
  who: {
    reviewer: (organization) =>
      say`من يدير هذا المشروع يستطيع أن يتيح لك المراجعة فيه، وكذلك مالكو ${organization} ومديروها.`,
    manager: (organization) =>
      say`من يدير هذا المشروع يستطيع أن يتيح لك إدارته أيضًا، وكذلك مالكو ${organization} ومديروها.`,
    leads: (organization) => say`مالكو ${organization} يستطيعون منحك دور الإدارة.`,
  },
  toProject: 'إلى النظرة العامة',
  toProjects: 'إلى مشاريعي',
}
