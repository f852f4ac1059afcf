/** Words of my answers, and of unsent work, in Arabic. */
import { say } from '@/ui/strings/ar/speaking'
import type { mine as English } from '@/ui/strings/mine'
import type { Words } from '@/ui/words'

export const mine: Words<typeof English> = {
  title: 'إجاباتي',
  empty: {
    title: 'لا إجابات لك بعد',
    why: 'ما تقدّمه في هذا المشروع يُذكر هنا، ويمكنك الرجوع إليه وتصحيحه.',
  },
  earlier: 'أُعيد السؤال عنه وفق إرشادات أحدث',
  look: 'رجوع إليه',
  item: 'العنصر',
  answer: 'إجابتي',
  when: 'قُدّمت',
  unsent: {
    title: 'لم يُرسل بعد',
    lead: 'هذه الإجابات محفوظة في هذا المتصفح. تُرسل من تلقاء نفسها حالما يجيب الخادم.',
    empty: { title: 'أُرسل كل شيء', why: 'لا شيء لك ينتظر في هذا المتصفح.' },
    sendNow: 'إرسال الآن',
    submit: 'إجابة',
    revise: 'تصحيح',
    skip: 'تخطٍّ',
    handOver: 'تسليم',
    waiting: 'ينتظر الخادم',
    refused: 'لم يُقبل',
    kept: (at) => say`محفوظ هنا منذ ${at}`,
    discard: 'إسقاط',
    discardTitle: 'إسقاط هذا نهائيًا؟',
    discardExplains: 'هو في هذا المتصفح وحده. بعد هذا لا يوجد في أي مكان ولا يمكن استرجاعه.',
    content: 'ما يحتويه',
  },
}
